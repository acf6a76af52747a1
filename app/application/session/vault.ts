import type { DeviceId } from '#domain/kernel/ids.ts'
import { vaultSchema, vaultSecretsSchema, type Vault, type VaultSecrets } from '#protocol/files/vault.ts'
import type { SignedIn } from '#protocol/http/contract.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import type { FileSpace } from '../ports/file-space.ts'
import type { KeyRing } from '../ports/sealer.ts'

const fileName = 'vault.json'

/** The one file that a device needs to be opened again. It lies beside the database, not in it, and holds nothing in clear that opens anything. */
export async function readVault(files: FileSpace): Promise<Vault | null> {
  const bytes = await files.read(fileName)
  if (bytes === null) return null
  try {
    const parsed = vaultSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const writeVault = (files: FileSpace, vault: Vault): Promise<void> =>
  files.write(fileName, new TextEncoder().encode(JSON.stringify(vault)))

export const removeVault = (files: FileSpace): Promise<void> => files.remove(fileName)

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
