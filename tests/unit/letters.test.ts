import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { createKeyMaker } from '#adapters/crypto/key-maker.ts'
import { importSealer } from '#adapters/crypto/web-sealer.ts'
import { createAuthorEditor, readAuthors } from '#adapters/yjs/other-documents.ts'
import { openLetters } from '#application/letters/letters.ts'
import { openReaders } from '#application/marks/readers.ts'
import { openSharedMarks } from '#application/marks/shared-marks.ts'
import type { HubDocument } from '#application/ports/document-hub.ts'
import { createCell } from '#application/ports/live.ts'
import type { Directory } from '#application/ports/read-models.ts'
import { idFromBytes, type PersonId } from '#domain/kernel/ids.ts'
import { ok } from '#domain/kernel/result.ts'
import { mostLetters, type Letter, type LetterAct } from '#domain/letters/letter.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { judgeOrganisationAct, emptyOrganisationLog } from '#domain/organisation/organisation-log.ts'
import { meetingActSchema, type Act } from '#protocol/commands/acts.ts'
import { receivingPublicKey } from '#protocol/kernel/signatures.ts'
import { openEnvelope, sealEnvelope } from '#protocol/letters/envelope.ts'
import { an, binh, chair, chi, file, id, meeting, secretary, Sitting } from '#support/sitting.ts'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const bytes = (text: string) => new TextEncoder().encode(text)
const tools = { randomBytes, importSealer }
const letterId = (number: number) => idFromBytes('l', new Uint8Array(16).fill(number))
const about = { paper: id('t', 1), file, page: 0 }

describe('an envelope', () => {
  const [one, two, stranger] = [randomBytes(32), randomBytes(32), randomBytes(32)] as const
  const seal = (label = 'x') =>
    sealEnvelope(bytes('Điều lệ'), { to: [one, two].map(receivingPublicKey), label, ...tools })
  const open = (sealed: Uint8Array, secretKey: Uint8Array, label = 'x') =>
    openEnvelope(sealed, { secretKey, label, importSealer })

  test('opens for each of those it is addressed to, for nobody else, and under no other label', async () => {
    const sealed = await seal()
    for (const key of [one, two]) expect(await open(sealed, key)).toEqual(bytes('Điều lệ'))
    expect(await open(sealed, stranger)).toBeNull()
    expect(await open(sealed, one, 'y')).toBeNull()
  })
  test('a changed byte anywhere keeps it shut for somebody, and never opens to other words', async () => {
    const sealed = await seal()
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
      const seen = await Promise.all([one, two].map((key) => open(changed, key)))
      expect(seen).toContain(null)
      for (const plain of seen) if (plain) expect(plain).toEqual(bytes('Điều lệ'))
    }
  })
  test.each([0, 1, 66, 67, 100])('the first %i bytes alone are nothing', async (length) => {
    expect(await open((await seal()).slice(0, length), one)).toBeNull()
  })
  test('a public key of small order is nobody’s, and 501 readers are too many', async () => {
    const sealed = await seal()
    expect(
      await open(
        Uint8Array.from(sealed, (byte, at) => (at > 0 && at < 33 ? 0 : byte)),
        one,
      ),
    ).toBeNull()
    const many = Array.from({ length: 501 }, () => receivingPublicKey(randomBytes(32)))
    await expect(sealEnvelope(bytes('x'), { to: many, label: 'x', ...tools })).rejects.toThrow(RangeError)
  })
})

describe('who may write to whom', () => {
  const send = (kind: Letter['kind'], to: readonly PersonId[], number = 1): LetterAct => ({
    t: 'letter.send',
    meeting,
    letter: letterId(number),
    kind,
    to,
    about: kind === 'instruction' ? about : null,
    sealed: 'AAAA',
  })
  const room = () =>
    new Sitting([
      [secretary, ['secretary']],
      [chair, ['chair', 'member']],
      [an, ['member']],
      [binh, ['member']],
      [chi, ['guest']],
    ])
  test.each<[string, PersonId, LetterAct, string | null]>([
    ['the chair instructs a member', chair, send('instruction', [an, secretary]), null],
    ['a member instructs nobody', an, send('instruction', [binh]), 'no-right'],
    ['a secretary instructs nobody', secretary, send('instruction', [an]), 'no-right'],
    ['an instruction is on a paper', chair, { ...send('instruction', [an]), about: null } as LetterAct, 'invalid'],
    [
      'of this meeting',
      chair,
      { ...send('instruction', [an]), about: { ...about, paper: id('t', 2) } } as LetterAct,
      'unknown-paper',
    ],
    ['a member writes to the chair', an, send('note', [chair]), null],
    ['a guest writes to the table', chi, send('note', [chair, secretary]), null],
    ['members do not write to each other', an, send('note', [binh]), 'no-right'],
    ['the table writes to anybody', secretary, send('note', [an, chi]), null],
    ['service is of the secretaries', an, send('service', [secretary]), null],
    ['and of nobody else', an, send('service', [chair]), 'invalid'],
    ['nobody writes to themselves', chair, send('note', [chair]), 'invalid'],
    ['nor to somebody twice', chair, send('note', [an, an]), 'invalid'],
    ['nor to strangers', chair, send('note', [id('p', 9)]), 'invalid'],
    ['nor to nobody', chair, send('note', []), 'invalid'],
  ])('%s', (_, by, act, refusal) => {
    expect(room().does(by, act)).toBe(refusal)
  })
  test('who it is for says that they have seen it, once; nobody says it for them; a name is given once', () => {
    const its = room()
    its.must(chair, send('instruction', [an]))
    const see: LetterAct = { t: 'letter.see', meeting, letter: letterId(1) }
    expect(its.does(binh, see)).toBe('no-right')
    expect(its.does(chair, see)).toBe('no-right')
    expect(its.does(an, { ...see, letter: letterId(2) })).toBe('unknown-letter')
    its.must(an, see)
    its.must(an, see)
    expect(its.state.letters.get(letterId(1))?.seen.map(({ by }) => by)).toEqual([an])
    expect(its.does(chair, send('instruction', [binh]))).toBe('already-exists')
  })
  test('nobody fills the log of the others with letters', () => {
    const its = room()
    const many = Array.from({ length: mostLetters }, (_, n): LetterAct => ({
      ...send('note', [chair]),
      letter: idFromBytes('l', new Uint8Array([n, ...new Uint8Array(15).fill(7)])),
    }))
    for (const act of many) its.must(an, act)
    expect(its.does(an, send('note', [chair], 250))).toBe('invalid')
    expect(its.does(binh, send('note', [chair], 251))).toBeNull()
  })
  test('instructions are given and seen also after the session, and not before the invitation', () => {
    const its = room()
    its.must(chair, send('instruction', [an]))
    its.arrives(chair, an, binh)
    its.must(chair, { t: 'session.start', meeting, reason: '' })
    its.must(chair, { t: 'session.end', meeting })
    its.must(chair, { t: 'log.seal', meeting, seq: 1, hash: 'x', as: 'chair' } as never)
    expect(its.does(chair, send('instruction', [an], 2))).toBeNull()
    its.must(an, { t: 'letter.see', meeting, letter: letterId(2) })
    expect(its.does(chair, { t: 'meeting.withdraw', meeting, reason: 'x' })).not.toBeNull()
  })
  test('everybody gives a key for themselves only', () => {
    const state = { ...emptyOrganisationLog, people: new Map([[an, { id: an } as never]]) }
    const actor = { person: an, systemRoles: [], suspended: false, deviceRevoked: false }
    const act = { t: 'letter-key.put', person: an, key: '0'.repeat(64) } as const
    expect(judgeOrganisationAct(state, act, actor).ok).toBe(true)
    expect(judgeOrganisationAct(state, act, { ...actor, person: binh, systemRoles: ['admin'] }).ok).toBe(false)
    expect(judgeOrganisationAct(state, act, { ...actor, deviceRevoked: true }).ok).toBe(false)
    expect(judgeOrganisationAct(state, act, 'server').ok).toBe(false)
  })
})

/** People who share one directory and one document; each with the keys that come of their own password. */
function company(people: readonly PersonId[]) {
  const doc = new Y.Doc()
  const directory = createCell<Directory | null>({
    people: people.map((person) => ({ id: person })),
    letterKeys: [],
  } as unknown as Directory)
  const acts: Act[] = []
  const submit = (act: Act) => {
    acts.push(act)
    const known = directory.get()
    if (act.t === 'letter-key.put' && known)
      directory.set({ ...known, letterKeys: [...known.letterKeys, { id: act.person, key: act.key }] })
    return Promise.resolve(ok('accepted' as const))
  }
  const document = {
    read: () => readAuthors(doc),
    watch: (watcher: () => void) => {
      doc.on('afterTransaction', watcher)
      return () => doc.off('afterTransaction', watcher)
    },
    authorEditor: (person: PersonId) => createAuthorEditor(doc, person),
    flush: () => Promise.resolve(),
  } as unknown as HubDocument
  const at = async (me: PersonId, { announces = true } = {}) => {
    const opener = await createKeyMaker(randomBytes).keyRing(randomBytes(32)).letters()
    const letters = openLetters({
      me,
      opener,
      directory,
      isChecked: createCell(announces),
      submit,
      newId: (prefix) => idFromBytes(prefix, randomBytes(16)),
    })
    let ids = 0
    const marks = openSharedMarks({
      paper: about.paper,
      document,
      letters,
      me,
      now: () => 1,
      newId: () => `${me.slice(2, 6)}${ids++}`.padEnd(32, '0'),
    })
    return { letters, marks, readers: openReaders({ paper: about.paper, document, letters, me, now: () => 7 }) }
  }
  return { at, acts, doc, everythingKept: () => JSON.stringify([...readAuthors(doc)].map(([, values]) => [...values])) }
}
const mark: Mark = {
  id: idFromBytes('k', new Uint8Array(16).fill(1)),
  kind: 'note',
  target: { file, page: 0, box: [0, 0, 10, 10], lines: [], strokes: [], quote: null, fingerprint: [] },
  color: '#ffd43b',
  width: 2,
  body: 'Chỉ anh Bình đọc',
  createdAt: 1,
  changedAt: 1,
}

describe('letters between machines', () => {
  test('a key is told once; a letter is opened by those it is for, and says nothing to the others', async () => {
    const its = company([an, binh, chair])
    const [from, to, other] = [await its.at(chair), await its.at(an), await its.at(binh)]
    expect(its.acts.map(({ t }) => t)).toEqual(['letter-key.put', 'letter-key.put', 'letter-key.put'])
    await from.letters.send(meeting, {
      kind: 'instruction',
      to: [an],
      about,
      content: { text: 'Giao đồng chí rà soát', mark },
    })
    const act = its.acts.at(-1)
    if (act?.t !== 'letter.send') throw new Error('no letter')
    expect(meetingActSchema.safeParse(act).success).toBe(true)
    const letter: Letter = { ...act, id: act.letter, from: chair, at: 1, seen: [] }
    expect(await to.letters.open(letter)).toEqual({ text: 'Giao đồng chí rà soát', mark })
    expect(await from.letters.open(letter)).toMatchObject({ text: 'Giao đồng chí rà soát' })
    expect(await other.letters.open(letter)).toBeNull()
    // Under another name it is another letter, and opens for nobody.
    const again = await its.at(an)
    expect(await again.letters.open({ ...letter, id: letterId(9) })).toBeNull()
  })
  test('who has never signed in cannot be written to', async () => {
    const its = company([an, binh])
    const from = await its.at(an)
    expect(from.letters.canReach(binh)).toBe(false)
    const sent = await from.letters.send(meeting, {
      kind: 'note',
      to: [binh],
      about: null,
      content: { text: 'x', mark: null },
    })
    expect(sent).toEqual({ ok: false, error: 'unreachable' })
    await its.at(binh, { announces: false })
    expect(from.letters.canReach(binh)).toBe(false)
    await its.at(binh)
    expect(from.letters.canReach(binh)).toBe(true)
  })
})

describe('marks that are shared with some', () => {
  const settled = async (...people: readonly { readonly marks: ReturnType<typeof openSharedMarks> }[]) => {
    for (let round = 0; round < 3; round++) for (const { marks } of people) await marks.flush()
    await new Promise((resolve) => setImmediate(resolve))
  }
  test('are read and answered by them alone, follow their author, and are taken back', async () => {
    const its = company([an, binh, chair])
    const [author, friend, other] = [await its.at(an), await its.at(binh), await its.at(chair)]
    author.marks.share([mark], [binh])
    await settled(author)
    await expect.poll(() => friend.marks.marks.get().map((share) => share.mark.body)).toEqual(['Chỉ anh Bình đọc'])
    expect(other.marks.marks.get()).toEqual([])
    expect(its.everythingKept()).not.toContain('Chỉ anh Bình')
    const [shown] = friend.marks.marks.get()
    if (!shown) throw new Error('not shared')
    expect(shown.audience).toEqual([binh])
    friend.marks.reply(shown, 'Tôi đồng ý')
    await settled(friend)
    await expect.poll(() => author.marks.marks.get()[0]?.replies.map(({ text }) => text)).toEqual(['Tôi đồng ý'])
    expect(its.everythingKept()).not.toContain('Tôi đồng ý')
    author.marks.share([{ ...mark, body: 'Đã sửa' }])
    await expect.poll(() => friend.marks.marks.get()[0]?.mark.body).toBe('Đã sửa')
    expect(other.marks.marks.get()).toEqual([])
    author.marks.resolve(mark.id, true)
    await expect.poll(() => friend.marks.marks.get()[0]?.resolved).toBe(true)
    author.marks.share([mark], null)
    await expect.poll(() => other.marks.marks.get().map(({ audience }) => audience)).toEqual([null])
    author.marks.withdraw([mark.id])
    await settled(author)
    for (const { marks } of [author, friend, other]) expect(marks.marks.get()).toEqual([])
  })
  test('who has opened a paper is said once, and read by the secretary alone', async () => {
    const its = company([an, binh, secretary])
    const [reader, other, office] = [await its.at(an), await its.at(binh), await its.at(secretary)]
    await reader.readers.note(file, [secretary])
    await reader.readers.note(file, [secretary])
    await expect.poll(() => office.readers.openings.get()).toEqual([{ person: an, file, at: 7 }])
    await other.readers.flush()
    expect(other.readers.openings.get()).toEqual([])
    expect(readAuthors(its.doc).get(an)?.size).toBe(1)
    // Copied by somebody else, under their own name, it says nothing of them.
    const [[key, value] = ['', '']] = [...(readAuthors(its.doc).get(an) ?? [])]
    createAuthorEditor(its.doc, binh).set(key, value)
    await office.readers.flush()
    expect(office.readers.openings.get().map(({ person }) => person)).toEqual([an])
  })
  test('a value copied under the name of somebody else is not theirs', async () => {
    const its = company([an, binh])
    const [author, friend] = [await its.at(an), await its.at(binh)]
    author.marks.share([mark], [binh])
    await expect.poll(() => friend.marks.marks.get().length).toBe(1)
    const [[, kept] = ['', '']] = [...(readAuthors(its.doc).get(an) ?? [])]
    createAuthorEditor(its.doc, binh).set(`mark/${mark.id}`, kept)
    await settled(friend)
    expect(friend.marks.marks.get().map((share) => share.author)).toEqual([an])
  })
})
