import type { DeviceId } from '#domain/kernel/ids.ts'
import { vaultSchema, vaultSecretsSchema, type Vault, type VaultSecrets } from '#protocol/files/vault.ts'
import type { SignedIn } from '#protocol/http/contract.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import type { FileSpace } from '../ports/file-space.ts'
import type { KeyRing } from '../ports/sealer.ts'

const fileName = 'vault.json'

/** What a device needs to be opened again. It holds nothing in clear that opens anything. */
export type VaultPlace = {
  read(): Promise<Vault | null>
  write(vault: Vault): Promise<void>
  remove(): Promise<void>
}

/** A person's own machine: one file beside the database, not in it. */
export function createVaultFile(files: FileSpace): VaultPlace {
  return {
    async read() {
      const bytes = await files.read(fileName)
      if (bytes === null) return null
      try {
        const parsed = vaultSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
        return parsed.success ? parsed.data : null
      } catch {
        return null
      }
    },
    write: (vault) => files.write(fileName, new TextEncoder().encode(JSON.stringify(vault))),
    remove: () => files.remove(fileName),
  }
}

/** A shared machine: with the window everything that opens the store is gone. */
export function createVaultInMemory(): VaultPlace {
  let kept: Vault | null = null
  return {
    read: async () => kept,
    write: async (vault) => void (kept = vault),
    remove: async () => void (kept = null),
  }
}

export async function openSecrets(vault: Vault, keyRing: KeyRing): Promise<VaultSecrets | null> {
  const sealer = await keyRing.sealer('vault')
  const plain = await sealer.open(fromBase64(vault.sealed), vault.device)
  return plain ? vaultSecretsSchema.parse(JSON.parse(new TextDecoder().decode(plain))) : null
}

export async function sealSecrets(secrets: VaultSecrets, device: DeviceId, keyRing: KeyRing): Promise<string> {
  const sealer = await keyRing.sealer('vault')
  return toBase64(await sealer.seal(new TextEncoder().encode(JSON.stringify(secrets)), device))
}

export async function makeVault(signedIn: SignedIn, secrets: VaultSecrets, keyRing: KeyRing): Promise<Vault> {
  return {
    v: 1,
    organisation: signedIn.organisation,
    person: signedIn.person,
    device: signedIn.device,
    serverKey: signedIn.serverKey,
    epoch: signedIn.epoch,
    password: { parameters: signedIn.parameters, sealedMasterKey: signedIn.sealedMasterKey },
    pin: null,
    sealed: await sealSecrets(secrets, signedIn.device, keyRing),
  }
}
