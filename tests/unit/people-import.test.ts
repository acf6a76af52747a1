import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTable } from '#adapters/tables/read-table.ts'
import { idFromBytes, type IdByPrefix } from '#domain/kernel/ids.ts'
import type { Person } from '#domain/organisation/organisation.ts'
import {
  applyOrganisationAct,
  emptyOrganisationLog,
  judgeOrganisationAct,
} from '#domain/organisation/organisation-log.ts'
import { readPeopleTable } from '#domain/organisation/people-import.ts'

const id = <Prefix extends 'p' | 'u' | 'd' | 'o'>(prefix: Prefix, number: number): IdByPrefix[Prefix] =>
  idFromBytes(prefix, new Uint8Array(16).fill(number))
const admin: Person = {
  id: id('p', 1),
  account: 'lien.hoang',
  name: 'Hoàng Liên',
  position: 'Trưởng ban',
  unit: id('u', 1),
  systemRoles: ['admin'],
  active: true,
  order: 3,
}
const known = { people: [admin], units: [{ id: id('u', 1), name: 'Ban Tổ chức', parent: null }] }
const read = (table: readonly (readonly string[])[]) => {
  let next = 100
  const newId = <Prefix extends 'p' | 'u'>(prefix: Prefix) => id(prefix, next++)
  return readPeopleTable(table, { known, newId })
}

describe('a list of people', () => {
  test('brings in who is new, brings up to date who is known and keeps their rights, and makes the units that lack', () => {
    const done = read([
      ['Chức vụ', ' HỌ VÀ TÊN ', 'Đơn vị', 'Tài khoản'],
      ['Phó ban', 'Hoàng Thanh Liên', 'ban tổ chức', 'Lien.Hoang'],
      ['Ủy viên', 'Nguyễn  Thị Ánh', 'Văn phòng', ''],
      ['', '', '', ''],
      ['Ủy viên', 'Trần Ánh', 'Văn Phòng', ''],
    ])
    if (!done.ok) throw new Error(done.error.kind)
    const { people, units, isNew } = done.value
    expect(people.map(({ account, name, position }) => [account, name, position])).toEqual([
      ['lien.hoang', 'Hoàng Thanh Liên', 'Phó ban'],
      ['anh.nguyen', 'Nguyễn Thị Ánh', 'Ủy viên'],
      ['anh.tran', 'Trần Ánh', 'Ủy viên'],
    ])
    expect([people[0]?.id, people[0]?.systemRoles, people[0]?.unit, isNew.size]).toEqual([
      admin.id,
      ['admin'],
      id('u', 1),
      2,
    ])
    expect(units.map(({ name }) => name)).toEqual(['Văn phòng'])
    expect(people[1]?.unit).toBe(units[0]?.id)
    expect(people[2]?.unit).toBe(units[0]?.id)
    // Together they are one act that the authority takes.
    const state = {
      ...emptyOrganisationLog,
      people: new Map([[admin.id, admin]]),
      units: new Map([[id('u', 1), known.units[0] as never]]),
    }
    const act = { t: 'people.put', people, units } as const
    const actor = { person: admin.id, systemRoles: ['admin'] as const, suspended: false, deviceRevoked: false }
    expect(judgeOrganisationAct(state, act, actor).ok).toBe(true)
    expect(applyOrganisationAct(state, act, { by: admin.id, at: 1 }).people.size).toBe(3)
    // Not with a unit that does not exist, twice the same person, or an account that is somebody else's.
    const refused = (change: Partial<typeof act>) => judgeOrganisationAct(state, { ...act, ...change }, actor).ok
    expect([refused({ units: [] }), refused({ people: [...people, ...people] })]).toEqual([false, false])
    const stolen = people.map((person) => (isNew.has(person.id) ? { ...person, account: 'LIEN.HOANG' } : person))
    expect(refused({ people: stolen })).toBe(false)
    expect(judgeOrganisationAct(state, act, { ...actor, systemRoles: [] }).ok).toBe(false)
  })
  test('two of one name get two accounts', () => {
    const done = read([['Họ tên'], ['Lê An'], ['Lê An'], ['Lê Bá An']])
    expect(done.ok && done.value.people.map(({ account }) => account)).toEqual(['an.le', 'an.le2', 'an.le3'])
  })
  test('names every row that has a fault, and takes none', () => {
    const done = read([
      ['Họ tên', 'Tài khoản'],
      ['Lê An', 'an'],
      ['', 'binh'],
      ['Trần Bình', 'an'],
      ['Trần Chi', 'có dấu'],
      ['x'.repeat(201), 'dai'],
    ])
    expect(done).toEqual({
      ok: false,
      error: {
        kind: 'rows',
        rows: [
          { row: 3, what: 'no-name' },
          { row: 4, what: 'account-twice' },
          { row: 5, what: 'account-malformed' },
          { row: 6, what: 'too-long' },
        ],
      },
    })
  })
  test.each<[string, readonly (readonly string[])[], string]>([
    ['nothing', [], 'empty'],
    ['a heading only', [['Họ tên']], 'empty'],
    ['other columns', [['Số tiền'], ['10']], 'no-name-column'],
    ['ten thousand rows', [['Họ tên'], ...Array.from({ length: 10_000 }, (_, n) => [`Người ${n}`])], 'too-many'],
  ])('with %s', (_name, table, kind) => {
    const done = read(table)
    expect(done.ok ? null : done.error.kind).toBe(kind)
  })
})

describe('a file with a table', () => {
  const text = (content: string) => new TextEncoder().encode(content)
  test.each<[string, string]>([
    ['commas', '\uFEFF"Họ tên",Chức vụ\r\n"Nguyễn, Văn A",Ủy viên\r\n'],
    ['semicolons, as Vietnamese Excel writes', 'Họ tên;Chức vụ\nNguyễn, Văn A;Ủy viên\n'],
    ['tabs', 'Họ tên\tChức vụ\nNguyễn, Văn A\tỦy viên\n'],
  ])('is read with %s', async (_name, content) => {
    const done = await readTable({ name: 'a.csv', bytes: text(content) })
    const rows = done.ok ? done.value.map((row) => row.map((cell) => cell.replace('\uFEFF', ''))) : []
    expect(rows.slice(0, 2)).toEqual([
      ['Họ tên', 'Chức vụ'],
      ['Nguyễn, Văn A', 'Ủy viên'],
    ])
  })
  test.each([
    ['a picture called .csv', 'a.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff])],
    ['text called .xlsx', 'a.xlsx', text('Họ tên')],
    ['an archive that is no table', 'a.xlsx', text('PK\u0003\u0004')],
  ])('%s is none', async (_name, name, bytes) => {
    expect(await readTable({ name, bytes: new Uint8Array(bytes) })).toEqual({ ok: false, error: 'not-a-table' })
  })
  test('an Excel file is read as its cells show', async () => {
    const bytes = new Uint8Array(await readFile(path.resolve(import.meta.dirname, '../support/people.xlsx')))
    const done = await readTable({ name: 'people.xlsx', bytes })
    expect(done.ok && done.value).toEqual([
      ['Họ tên', 'Tài khoản', 'Chức vụ', 'Đơn vị'],
      ['Đỗ Thị Ước', 'uoc.do', 'Ủy viên', 'Ban Thanh niên trường học'],
      ['Lý Hữu Bách', '', 'Trưởng ban', 'Văn phòng'],
    ])
  })
})
