import type { Person } from '#domain/organisation/organisation.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { Vault } from '#protocol/files/vault.ts'
import type { ReplyOf, RequestOf, SignedIn } from '#protocol/http/contract.ts'
import { fromHex, toHex } from '#protocol/kernel/hex.ts'
import { receivingPublicKey, signingPublicKey } from '#protocol/kernel/signatures.ts'
import type { Environment } from '../ports/environment.ts'
import type { FileSpace } from '../ports/file-space.ts'
import { createCell, type Cell, type Live } from '../ports/live.ts'
import type { KeyMaker, PasswordKeys } from '../ports/password-keys.ts'
import type { SecretVault } from '../ports/secret-vault.ts'
import type { KeyRing } from '../ports/sealer.ts'
import type { CallFailure, ServerApi } from '../ports/server-api.ts'
import { makeRecoveryCode, openWithRecoveryCode } from './recovery.ts'
import { createVaultFile, createVaultInMemory, makeVault, openSecrets, type VaultPlace } from './vault.ts'

/** Who is signed in on this device, with what the running app needs of their keys. */
export type Identity = {
  readonly organisation: Vault['organisation']
  readonly person: Person
  readonly device: Vault['device']
  readonly epoch: number
  /** Public key of the server, as it was at signing in: its signatures on the logs are checked against it. */
  readonly serverKey: string
  readonly signingKey: Uint8Array<ArrayBuffer>
  /** Opens what this device keeps. */
  readonly keyRing: KeyRing
  /** Opens what is private to the person, on every machine of theirs. */
  readonly ownKeys: KeyRing
  readonly vault: VaultPlace
  /** A machine of a meeting room: nothing outlives the window. */
  readonly isShared: boolean
  /** A token from signing in just now; null after unlocking. */
  readonly access: { readonly token: string; readonly endsInMs: number } | null
}

/** A running workspace, as far as signing in and out is concerned. */
export type Closable = { close(): Promise<void> }

export type SessionState<Workspace> =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out' }
  /** Another window of this machine is open, and what it keeps is not to be touched. */
  | { readonly kind: 'elsewhere' }
  | {
      readonly kind: 'locked'
      readonly person: Person
      readonly organisationName: string
      readonly unlock: 'password' | 'pin'
    }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly workspace: Workspace }

export type UnlockFailure = 'wrong-password' | 'wrong-pin' | 'pin-destroyed' | 'no-vault'

export type Session<Workspace> = {
  readonly state: Live<SessionState<Workspace>>
  /** Set before signing in: this machine belongs to a room and keeps nothing of anybody. */
  readonly isShared: Cell<boolean>
  start(): Promise<void>
  welcome(): Promise<Result<ReplyOf<'welcome'>, CallFailure>>
  signIn(account: string, password: string): Promise<Result<null, CallFailure>>
  lookAtInvitation(code: string): Promise<Result<ReplyOf<'invitation'>, CallFailure>>
  join(code: string, password: string): Promise<Result<null, CallFailure>>
  setUp(
    request: Omit<RequestOf<'setUp'>, 'credentials' | 'device'>,
    password: string,
  ): Promise<Result<null, CallFailure>>
  demonstrationPeople(): Promise<Result<ReplyOf<'demonstrationPeople'>, CallFailure>>
  signInAsDemonstration(
    person: { readonly account: string; readonly activated: boolean },
    password: string,
  ): Promise<Result<null, CallFailure>>
  /** Makes a new code for the person who is signed in; the one before is void. Needs the server. */
  makeRecoveryCode(): Promise<Result<string, CallFailure>>
  /** Sets a new password with the printed code and signs in. */
  recover(account: string, code: string, password: string): Promise<Result<null, CallFailure>>
  unlock(password: string): Promise<Result<null, UnlockFailure>>
  unlockWithPin(pin: string): Promise<Result<null, UnlockFailure>>
  /** Whether this device has a keychain that a PIN may rely on. */
  readonly canUsePin: boolean
  setPin(pin: string): Promise<Result<null, 'unsupported'>>
  lock(): Promise<void>
  /** Ends the session on the server if it can be reached, and destroys every key and every byte here. */
  signOut(options: { readonly everywhere: boolean }): Promise<void>
}

const keychainKey = 'unlock'
const mostPinFailures = 10
/** Says that what lies here belongs to a window that is gone, and that nobody can read it any more. */
const sharedFile = 'shared.txt'

export function createSession<Workspace extends Closable>(parts: {
  readonly api: ServerApi
  readonly files: FileSpace
  readonly keyMaker: KeyMaker
  readonly secrets: SecretVault | null
  readonly env: Environment
  readonly deviceName: string
  readonly openWorkspace: (identity: Identity) => Promise<Workspace>
  readonly endSession: (workspace: Workspace, everywhere: boolean) => Promise<void>
  readonly keepRecovery: (
    workspace: Workspace,
    request: RequestOf<'makeRecovery'>,
  ) => Promise<Result<null, CallFailure>>
  /** Another window of this app has this machine's store open. */
  readonly isOpenElsewhere: () => Promise<boolean>
  /** Removes all data of this app from the device. */
  readonly eraseDevice: () => Promise<void>
}): Session<Workspace> {
  const { api, files, keyMaker, env } = parts
  const state = createCell<SessionState<Workspace>>({ kind: 'starting' })
  const isShared = createCell(false)
  const onDisk = createVaultFile(files)
  let place: VaultPlace = onDisk
  let salt: Uint8Array<ArrayBuffer> | null = null
  let masterKey: Uint8Array<ArrayBuffer> | null = null
  let rings: readonly KeyRing[] = []

  async function enter(
    vault: Vault,
    master: Uint8Array<ArrayBuffer>,
    access: Identity['access'],
  ): Promise<Result<null, 'wrong-password'>> {
    const ownKeys = keyMaker.keyRing(master)
    const opened = await openSecrets(vault, ownKeys)
    if (!opened) return fail('wrong-password')
    state.set({ kind: 'opening' })
    masterKey = master
    const keyRing = salt ? keyMaker.keyRing(await keyMaker.derived(master, salt)) : ownKeys
    rings = [ownKeys, keyRing]
    const { organisation, person, device, epoch, serverKey } = vault
    const signingKey = fromHex(opened.signing)
    const workspace = await parts.openWorkspace({
      organisation,
      person,
      device,
      epoch,
      serverKey,
      signingKey,
      keyRing,
      ownKeys,
      vault: place,
      isShared: salt !== null,
      access,
    })
    state.set({ kind: 'open', workspace })
    return ok(null)
  }

  function newDeviceKeys() {
    const signing = env.randomBytes(32)
    const receiving = env.randomBytes(32)
    return {
      secrets: { signing: toHex(signing), receiving: toHex(receiving) },
      device: {
        name: parts.deviceName,
        signingKey: signingPublicKey(signing),
        receivingKey: receivingPublicKey(receiving),
      },
    }
  }
  type DeviceKeys = ReturnType<typeof newDeviceKeys>

  async function settle(
    signedIn: SignedIn,
    keys: DeviceKeys,
    master: Uint8Array<ArrayBuffer>,
  ): Promise<Result<null, CallFailure>> {
    if (isShared.get()) {
      salt = env.randomBytes(32)
      place = createVaultInMemory()
      await files.write(sharedFile, new TextEncoder().encode('shared'))
    }
    const ring = keyMaker.keyRing(master)
    const vault = await makeVault(signedIn, { ...keys.secrets, refresh: signedIn.refresh }, ring)
    await place.write(vault)
    const entered = await enter(vault, master, { token: signedIn.access, endsInMs: signedIn.accessEndsInMs })
    return entered.ok ? ok(null) : fail('wrong-credentials')
  }

  async function newCredentials(password: string, master = env.randomBytes(32)) {
    const parameters = keyMaker.newParameters()
    const passwordKeys = await keyMaker.fromPassword(password, parameters)
    const sealedMasterKey = await passwordKeys.sealMasterKey(master)
    return { master, credentials: { parameters, proof: passwordKeys.proof, sealedMasterKey } }
  }

  async function signIn(account: string, password: string): Promise<Result<null, CallFailure>> {
    const parameters = await api.call('passwordParameters', { account })
    if (!parameters.ok) return parameters
    const passwordKeys: PasswordKeys = await keyMaker.fromPassword(password, parameters.value)
    const keys = newDeviceKeys()
    const answer = await api.call('signIn', { account, proof: passwordKeys.proof, device: keys.device })
    if (!answer.ok) return answer
    const master = await passwordKeys.openMasterKey(answer.value.sealedMasterKey)
    return master ? settle(answer.value, keys, master) : fail('wrong-credentials')
  }

  async function closeWorkspace(): Promise<void> {
    const now = state.get()
    if (now.kind === 'open') await now.workspace.close()
    for (const ring of rings) ring.forget()
    rings = []
    masterKey?.fill(0)
    masterKey = null
  }

  async function pinSecret(
    pin: string,
    keychain: string,
    parameters: Vault['password']['parameters'],
  ): Promise<PasswordKeys> {
    return keyMaker.fromPassword(`${pin}\n${keychain}`, parameters)
  }

  const showLocked = (vault: Vault) =>
    state.set({
      kind: 'locked',
      person: vault.person,
      organisationName: vault.organisation.name,
      unlock: vault.pin && parts.secrets ? 'pin' : 'password',
    })

  return {
    state,
    isShared,
    canUsePin: parts.secrets !== null,
    async start() {
      const vault = await place.read()
      if (vault) return showLocked(vault)
      if ((await files.read(sharedFile)) !== null) {
        if (await parts.isOpenElsewhere()) return state.set({ kind: 'elsewhere' })
        await parts.eraseDevice()
      }
      state.set({ kind: 'signed-out' })
    },
    welcome: () => api.call('welcome', {}),
    signIn: (account, password) => signIn(account.trim().toLowerCase(), password),
    lookAtInvitation: (code) => api.call('invitation', { code }),
    async join(code, password) {
      const { master, credentials } = await newCredentials(password)
      const keys = newDeviceKeys()
      const answer = await api.call('join', { code, credentials, device: keys.device })
      return answer.ok ? settle(answer.value, keys, master) : answer
    },
    async setUp(request, password) {
      const { master, credentials } = await newCredentials(password)
      const keys = newDeviceKeys()
      const answer = await api.call('setUp', { ...request, credentials, device: keys.device })
      return answer.ok ? settle(answer.value, keys, master) : answer
    },
    demonstrationPeople: () => api.call('demonstrationPeople', {}),
    async signInAsDemonstration({ account, activated }, password) {
      if (!activated) {
        const { credentials } = await newCredentials(password)
        const answer = await api.call('demonstrationActivate', { account, credentials })
        if (!answer.ok && answer.error !== 'already-activated') return answer
      }
      return signIn(account, password)
    },
    async makeRecoveryCode() {
      const now = state.get()
      if (now.kind !== 'open' || !masterKey) return fail('not-signed-in')
      const { code, request } = await makeRecoveryCode(masterKey, { keyMaker, env })
      const kept = await parts.keepRecovery(now.workspace, request)
      return kept.ok ? ok(code) : kept
    },
    async recover(given, code, password) {
      const account = given.trim().toLowerCase()
      const opened = await openWithRecoveryCode({ account, code }, { api, keyMaker })
      if (!opened.ok) return opened
      const { master, proof } = opened.value
      const { credentials } = await newCredentials(password, master)
      const keys = newDeviceKeys()
      const answer = await api.call('useRecovery', { account, proof, credentials, device: keys.device })
      return answer.ok ? settle(answer.value, keys, master) : answer
    },
    async unlock(password) {
      const vault = await place.read()
      if (!vault) return fail('no-vault')
      const passwordKeys = await keyMaker.fromPassword(password, vault.password.parameters)
      const master = await passwordKeys.openMasterKey(vault.password.sealedMasterKey)
      if (!master) return fail('wrong-password')
      if (vault.pin && vault.pin.failures > 0) await place.write({ ...vault, pin: { ...vault.pin, failures: 0 } })
      return enter(vault, master, null)
    },
    async unlockWithPin(pin) {
      const vault = await place.read()
      if (!vault) return fail('no-vault')
      const keychain = parts.secrets ? await parts.secrets.get(keychainKey) : null
      if (!vault.pin || !keychain?.ok || keychain.value === null) return fail('pin-destroyed')
      // Counted before the try: pulling the plug must not give another one.
      const failures = vault.pin.failures + 1
      await place.write({ ...vault, pin: failures >= mostPinFailures ? null : { ...vault.pin, failures } })
      const pinKeys = await pinSecret(pin, keychain.value, vault.pin.parameters)
      const master = await pinKeys.openMasterKey(vault.pin.sealedMasterKey)
      if (!master) {
        if (failures < mostPinFailures) return fail('wrong-pin')
        await parts.secrets?.remove(keychainKey)
        showLocked({ ...vault, pin: null })
        return fail('pin-destroyed')
      }
      await place.write({ ...vault, pin: { ...vault.pin, failures: 0 } })
      const entered = await enter(vault, master, null)
      return entered.ok ? entered : fail('wrong-pin')
    },
    async setPin(pin) {
      const vault = await place.read()
      if (!parts.secrets || !masterKey || !vault || salt) return fail('unsupported')
      const keychain = toHex(env.randomBytes(32))
      const kept = await parts.secrets.set(keychainKey, keychain)
      if (!kept.ok) return fail('unsupported')
      const parameters = keyMaker.newParameters()
      const pinKeys = await pinSecret(pin, keychain, parameters)
      const sealedMasterKey = await pinKeys.sealMasterKey(masterKey)
      await place.write({ ...vault, pin: { parameters, sealedMasterKey, failures: 0 } })
      return ok(null)
    },
    async lock() {
      await closeWorkspace()
      const vault = await place.read()
      if (vault) showLocked(vault)
      else state.set({ kind: 'signed-out' })
    },
    async signOut({ everywhere }) {
      const now = state.get()
      if (now.kind === 'open') await parts.endSession(now.workspace, everywhere)
      // The keys go first: whatever is left after that cannot be read.
      await place.remove()
      salt?.fill(0)
      salt = null
      place = onDisk
      await parts.secrets?.remove(keychainKey)
      await closeWorkspace()
      await parts.eraseDevice()
      state.set({ kind: 'signed-out' })
    },
  }
}
