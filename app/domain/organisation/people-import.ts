import { foldText } from '../kernel/fold-text.ts'
import type { PersonId, UnitId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Person, Unit } from './organisation.ts'
import { isEmail } from './organisation.ts'

/** What the columns of a list of people may be called, in both languages, without tones. */
const columnNames = {
  name: ['ho ten', 'ho va ten', 'ten', 'name', 'full name'],
  account: ['tai khoan', 'ten dang nhap', 'account', 'user name', 'username'],
  position: ['chuc vu', 'chuc danh', 'position', 'title'],
  email: ['email', 'e-mail', 'thu dien tu', 'hop thu', 'mail'],
  unit: ['don vi', 'phong ban', 'ban', 'unit', 'department'],
} as const
type Column = keyof typeof columnNames

/** More in one file is refused: one act is decided as a whole, and held by everybody's machine. */
export const mostPeople = 2000

export type PeopleImport = {
  readonly people: readonly Person[]
  /** Units that the list names and the organisation lacks. */
  readonly units: readonly Unit[]
  readonly isNew: ReadonlySet<PersonId>
}

export type ImportFault =
  | { readonly kind: 'empty' | 'no-name-column' | 'too-many' }
  | {
      readonly kind: 'rows'
      readonly rows: readonly {
        /** As the table counts them: the first below the heading is 2. */
        readonly row: number
        readonly what: 'no-name' | 'account-twice' | 'account-malformed' | 'email-malformed' | 'too-long'
      }[]
    }

/**
 * People from a table whose first row names its columns. Who has an account that is known is brought up to date, and keeps their
 * rights; who has none is given one after their name. All rows or none: a fault names each row that has one.
 */
export function readPeopleTable(
  table: readonly (readonly string[])[],
  {
    known,
    newId,
  }: {
    readonly known: { readonly people: readonly Person[]; readonly units: readonly Unit[] }
    readonly newId: { (prefix: 'p'): PersonId; (prefix: 'u'): UnitId }
  },
): Result<PeopleImport, ImportFault> {
  const [head = [], ...rest] = table.map((row) => row.map((cell) => cell.normalize('NFC').replace(/\s+/g, ' ').trim()))
  const rows = rest
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (rows.length === 0) return fail({ kind: 'empty' })
  if (rows.length > mostPeople) return fail({ kind: 'too-many' })
  const at = (column: Column) => head.findIndex((cell) => columnNames[column].some((name) => name === foldText(cell)))
  const columns = {
    name: at('name'),
    account: at('account'),
    position: at('position'),
    unit: at('unit'),
    email: at('email'),
  }
  if (columns.name < 0) return fail({ kind: 'no-name-column' })

  const byAccount = new Map(known.people.map((person) => [person.account.toLowerCase(), person]))
  const unitIds = new Map(known.units.map(({ id, name }) => [foldText(name), id]))
  const units: Unit[] = []
  const taken = new Set(byAccount.keys())
  const inFile = new Set<string>()
  const faults: Extract<ImportFault, { kind: 'rows' }>['rows'][number][] = []
  const people: Person[] = []
  const isNew = new Set<PersonId>()
  const lastOrder = Math.max(0, ...known.people.map(({ order }) => order))

  function unitOf(name: string): UnitId | null {
    if (name === '') return null
    const found = unitIds.get(foldText(name))
    if (found) return found
    const id = newId('u')
    units.push({ id, name, parent: null })
    unitIds.set(foldText(name), id)
    return id
  }

  for (const { cells, row } of rows) {
    const cell = (column: Column) => (columns[column] < 0 ? '' : (cells[columns[column]] ?? ''))
    const name = cell('name')
    const account = (cell('account') || freeAccount(name, taken)).toLowerCase()
    const before = byAccount.get(account)
    const email = columns.email < 0 ? before?.email : cell('email') || undefined
    const fault = faultOf({ name, account, position: cell('position'), unit: cell('unit'), email, inFile })
    if (fault) {
      faults.push({ row, what: fault })
      continue
    }
    inFile.add(account)
    taken.add(account)
    const id = before?.id ?? newId('p')
    if (!before) isNew.add(id)
    people.push({
      id,
      account: before?.account ?? account,
      name,
      position: columns.position < 0 ? (before?.position ?? '') : cell('position'),
      unit: columns.unit < 0 ? (before?.unit ?? null) : unitOf(cell('unit')),
      ...(email !== undefined && { email }),
      systemRoles: before?.systemRoles ?? [],
      active: before?.active ?? true,
      order: before?.order ?? lastOrder + row,
    })
  }
  return faults.length > 0 ? fail({ kind: 'rows', rows: faults }) : ok({ people, units, isNew })
}

function faultOf({
  name,
  account,
  position,
  unit,
  email,
  inFile,
}: {
  readonly name: string
  readonly account: string
  readonly position: string
  readonly unit: string
  readonly email: string | undefined
  readonly inFile: ReadonlySet<string>
}): 'no-name' | 'account-twice' | 'account-malformed' | 'email-malformed' | 'too-long' | null {
  if (name === '') return 'no-name'
  if (name.length > 200 || position.length > 200 || unit.length > 300) return 'too-long'
  if (!/^[a-z0-9][a-z0-9._-]{1,63}$/.test(account)) return 'account-malformed'
  if (email !== undefined && !isEmail(email)) return 'email-malformed'
  return inFile.has(account) ? 'account-twice' : null
}

/** "Hoàng Thanh Liên" → lien.hoang, or lien.hoang2 where that is taken. */
function freeAccount(name: string, taken: ReadonlySet<string>): string {
  const words = foldText(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const [family = ''] = words
  const given = words.at(-1) ?? ''
  const base = words.length > 1 ? `${given}.${family}` : given.padEnd(2, '0')
  for (let number = 1; ; number++) {
    const account = number === 1 ? base : `${base}${number}`
    if (!taken.has(account)) return account
  }
}
