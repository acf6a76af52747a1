import { idFromBytes, type DeviceId, type PersonId } from '#domain/kernel/ids.ts'
import { dayMs, hourMs, minuteMs } from '#domain/kernel/time.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { can } from '#domain/permissions/can.ts'
import type { ReplyOf, RequestOf, SignedIn } from '#protocol/http/contract.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import { isSignedBy } from '#protocol/kernel/signatures.ts'
import type { Refusal } from '#protocol/refusals.ts'
import { refreshDomain, signInAgainDomain } from '#protocol/versions.ts'
import type { Authority } from '../authority/authority.ts'
import type { Environment } from '../authority/environment.ts'
import type { Account, AccountStore } from '../storage/ports.ts'
import { sameText, sha256Hex, type Secrets } from './secrets.ts'
import { accessLifeMs, type SignIn, type Tokens } from './tokens.ts'
import { createTryLimit } from './try-limit.ts'

const refreshLifeMs = 14 * dayMs
const familyLifeMs = 30 * dayMs
const invitationLifeMs = 24 * hourMs

type Device = RequestOf<'signIn'>['device']
type Credentials = RequestOf<'join'>['credentials']

export type AccountsParts = {
  readonly store: AccountStore
  readonly authority: Authority
  readonly secrets: Secrets
  readonly tokens: Tokens
  readonly env: Environment
  readonly serverKey: string
  readonly epoch: () => number
  readonly isRecovering: () => boolean
  /** Null when the organisation exists already. */
  readonly setUpCode: () => string | null
  /** Set on a demonstration server, where signing in is choosing a person. */
  readonly demonstrationPassword: string | null
}

/** Sign-in without the server ever seeing a password: what it stores is a hash of a proof, and keys it cannot open. */
export function createAccounts(parts: AccountsParts) {
  const { store, authority, secrets, tokens, env } = parts
  const signInTries = createTryLimit(env, { most: 10, windowMs: 15 * minuteMs })
  const codeTries = createTryLimit(env, { most: 20, windowMs: 15 * minuteMs })

  async function enrol(account: Account, device: Device): Promise<Result<SignedIn, Refusal>> {
    const id = idFromBytes('d', env.randomBytes(16))
    const enrolled = await authority.submitAsServer(
      { t: 'device.enrol', device: id, person: account.person, ...device },
      { person: account.person, device: id },
    )
    if (!enrolled.ok) return enrolled
    return openSession(account, id)
  }

  async function openSession(account: Account, device: DeviceId): Promise<Result<SignedIn, Refusal>> {
    const organisation = authority.organisation()
    const person = organisation.people.get(account.person)
    if (!person || !organisation.id) return fail('not-found')
    const family = secrets.token()
    const refresh = await newRefresh({
      person: person.id,
      device,
      family,
      familyEndsAt: env.now() + familyLifeMs,
      replaces: null,
    })
    return ok({
      organisation: { id: organisation.id, name: organisation.name },
      person: { ...person, systemRoles: [...person.systemRoles] },
      device,
      epoch: parts.epoch(),
      recovering: parts.isRecovering(),
      serverKey: parts.serverKey,
      parameters: account.parameters,
      sealedMasterKey: account.sealedMasterKey,
      access: tokens.issueAccess({ person: person.id, device }),
      accessEndsInMs: accessLifeMs,
      refresh,
    })
  }

  type NewRefresh = SignIn & {
    readonly family: string
    readonly familyEndsAt: number
    readonly replaces: string | null
  }
  async function newRefresh({ replaces, ...session }: NewRefresh): Promise<string> {
    const refresh = secrets.token()
    const endsAt = Math.min(env.now() + refreshLifeMs, session.familyEndsAt)
    await store.putSession({ ...session, refreshHash: sha256Hex(refresh), endsAt, replacedBy: null }, replaces)
    return refresh
  }

  async function makeAccount(person: PersonId, account: string, credentials: Credentials): Promise<Account> {
    const made: Account = {
      person,
      account,
      parameters: credentials.parameters,
      proofHash: await secrets.hashProof(credentials.proof),
      sealedMasterKey: credentials.sealedMasterKey,
    }
    await store.put(made)
    return made
  }

  async function checked(account: string, proof: string): Promise<Result<Account, Refusal>> {
    if (signInTries.isBlocked(account)) return fail('too-many-tries')
    const known = await store.byAccount(account)
    const isActive = known !== null && authority.organisation().people.get(known.person)?.active === true
    if (!known || !isActive || !(await secrets.isProof(proof, known.proofHash))) {
      signInTries.fail(account)
      return fail('wrong-credentials')
    }
    signInTries.succeed(account)
    return ok(known)
  }

  async function openInvitation(code: string) {
    const invitation = await store.invitation(secrets.codeHash(code))
    const isOpen = invitation !== null && invitation.usedAt === null && invitation.endsAt > env.now()
    const person = isOpen ? authority.organisation().people.get(invitation.person) : undefined
    return invitation && person?.active ? { invitation, person } : null
  }

  return {
    async setUp(request: RequestOf<'setUp'>): Promise<Result<SignedIn, Refusal>> {
      const code = parts.setUpCode()
      if (code === null) return fail('already-exists')
      if (codeTries.isBlocked('set-up')) return fail('too-many-tries')
      if (!sameText(secrets.codeHash(code), secrets.codeHash(request.code))) {
        codeTries.fail('set-up')
        return fail('wrong-code')
      }
      const person = idFromBytes('p', env.randomBytes(16))
      const founder = {
        id: person,
        account: request.account,
        name: request.name,
        position: request.position,
        unit: null,
        systemRoles: ['admin', 'secretariat'] as const,
        active: true,
        order: 0,
      }
      const organisation = idFromBytes('o', env.randomBytes(16))
      const created = await authority.submitAsServer(
        { t: 'organisation.create', organisation, name: request.organisationName, founder },
        { person, device: idFromBytes('d', env.randomBytes(16)) },
      )
      if (!created.ok) return created
      return enrol(await makeAccount(person, request.account, request.credentials), request.device)
    },

    async invite(by: SignIn, { person }: RequestOf<'invite'>): Promise<Result<ReplyOf<'invite'>, Refusal>> {
      const actor = authority.actor(by.person, by.device)
      if (!can({ ...actor, meetingRoles: [] }, 'account.manage')) return fail('no-right')
      if (!authority.organisation().people.get(person)?.active) return fail('not-found')
      const code = secrets.code()
      const endsAt = env.now() + invitationLifeMs
      await store.putInvitation({ codeHash: secrets.codeHash(code), person, endsAt, usedAt: null })
      return ok({ code, endsAt })
    },

    async invitation({ code }: RequestOf<'invitation'>): Promise<Result<ReplyOf<'invitation'>, Refusal>> {
      if (codeTries.isBlocked('invitation')) return fail('too-many-tries')
      const found = await openInvitation(code)
      if (!found) {
        codeTries.fail('invitation')
        return fail('wrong-code')
      }
      return ok({
        name: found.person.name,
        account: found.person.account,
        organisationName: authority.organisation().name,
      })
    },

    async join({ code, credentials, device }: RequestOf<'join'>): Promise<Result<SignedIn, Refusal>> {
      if (codeTries.isBlocked('invitation')) return fail('too-many-tries')
      const found = await openInvitation(code)
      if (!found || !(await store.useInvitation(found.invitation.codeHash, env.now()))) {
        codeTries.fail('invitation')
        return fail('wrong-code')
      }
      // A person who joins again starts with new keys: whoever had the old ones is signed out.
      await store.endSessions({ person: found.person.id })
      tokens.endPerson(found.person.id)
      // It opens the old master key, which this account has no use for any more.
      await store.putRecovery(found.person.id, null)
      return enrol(await makeAccount(found.person.id, found.person.account, credentials), device)
    },

    async parameters({
      account,
    }: RequestOf<'passwordParameters'>): Promise<Result<ReplyOf<'passwordParameters'>, Refusal>> {
      const known = await store.byAccount(account)
      return ok(known?.parameters ?? { salt: toBase64(secrets.seemingSalt(account)), memoryKiB: 65_536, passes: 3 })
    },

    /** Ends every sign-in of a person, sets new credentials, and signs this device in. */
    async replaceCredentials(
      known: Account,
      { credentials, device }: { readonly credentials: Credentials; readonly device: Device },
    ): Promise<Result<SignedIn, Refusal>> {
      await store.endSessions({ person: known.person })
      tokens.endPerson(known.person)
      return enrol(await makeAccount(known.person, known.account, credentials), device)
    },

    async signIn({ account, proof, device }: RequestOf<'signIn'>): Promise<Result<SignedIn, Refusal>> {
      const known = await checked(account, proof)
      return known.ok ? enrol(known.value, device) : known
    },

    async signInAgain({
      account,
      device,
      proof,
      signature,
    }: RequestOf<'signInAgain'>): Promise<Result<SignedIn, Refusal>> {
      const known = await checked(account, proof)
      if (!known.ok) return known
      const machine = authority.organisation().devices.get(device)
      // Enrolled after the backup: its entry has not been handed back yet.
      if (!machine && parts.isRecovering()) return fail('restoring')
      if (!machine || machine.person !== known.value.person || machine.revokedAt !== null) return fail('device-revoked')
      const isSigned = isSignedBy(signInAgainDomain, { device, proof }, { signature, publicKey: machine.signingKey })
      return isSigned ? openSession(known.value, device) : fail('bad-signature')
    },

    async refresh({ device, refresh, signature }: RequestOf<'refresh'>): Promise<Result<ReplyOf<'refresh'>, Refusal>> {
      const session = await store.session(sha256Hex(refresh))
      if (!session || session.device !== device || session.endsAt <= env.now()) return fail('not-signed-in')
      const successor = session.replacedBy === null ? null : await store.session(session.replacedBy)
      if (session.replacedBy !== null && successor?.replacedBy !== null) {
        // Its successor was used too, so it has been copied by somebody: nobody of this family stays signed in. A device
        // that was killed before it could keep the answer asks once more with the old one, and that is fine.
        await store.endFamily(session.family)
        tokens.endDevice(device)
        return fail('not-signed-in')
      }
      const actor = authority.actor(session.person, device)
      if (actor.suspended || actor.deviceRevoked) return fail('device-revoked')
      const publicKey = authority.organisation().devices.get(device)?.signingKey ?? ''
      if (!isSignedBy(refreshDomain, { device, refresh }, { signature, publicKey })) return fail('bad-signature')
      const next = await newRefresh({ ...session, replaces: session.refreshHash })
      const access = tokens.issueAccess({ person: session.person, device })
      return ok({
        access,
        accessEndsInMs: accessLifeMs,
        refresh: next,
        epoch: parts.epoch(),
        recovering: parts.isRecovering(),
      })
    },

    async signOut({ device }: SignIn): Promise<void> {
      await store.endSessions({ device })
      tokens.endDevice(device)
    },

    async signOutEverywhere({ person }: SignIn): Promise<number> {
      const devices = await store.endSessions({ person })
      tokens.endPerson(person)
      return devices
    },

    async demonstrationPeople(): Promise<Result<ReplyOf<'demonstrationPeople'>, Refusal>> {
      if (parts.demonstrationPassword === null) return fail('not-found')
      const people = [...authority.organisation().people.values()].filter(({ active }) => active)
      const listed = await Promise.all(
        people
          .toSorted((a, b) => a.order - b.order)
          .map(async ({ id, account, name, position, systemRoles }) => ({
            account,
            name,
            position,
            role: systemRoles.includes('admin')
              ? 'admin'
              : systemRoles.includes('secretariat')
                ? 'secretariat'
                : 'member',
            activated: (await store.byPerson(id)) !== null,
          })),
      )
      return ok({ password: parts.demonstrationPassword, people: listed })
    },

    async demonstrationActivate({
      account,
      credentials,
    }: RequestOf<'demonstrationActivate'>): Promise<Result<object, Refusal>> {
      if (parts.demonstrationPassword === null) return fail('not-found')
      const person = [...authority.organisation().people.values()].find((known) => known.account === account)
      if (!person?.active) return fail('not-found')
      if (await store.byPerson(person.id)) return fail('already-activated')
      await makeAccount(person.id, account, credentials)
      return ok({})
    },
  }
}
export type Accounts = ReturnType<typeof createAccounts>
