/** Invented names: any likeness to a real person is chance. Drawn from common Vietnamese family, middle and given names. */
const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Đinh',
  'Mai',
]
const menMiddle = ['Văn', 'Hữu', 'Đức', 'Quang', 'Minh', 'Xuân', 'Thành', 'Trọng']
const menGiven = [
  'Khải',
  'Lâm',
  'Phúc',
  'Sơn',
  'Toàn',
  'Vinh',
  'Bách',
  'Dũng',
  'Hiếu',
  'Khôi',
  'Nhân',
  'Quý',
  'Tâm',
  'Việt',
  'An',
]
const womenMiddle = ['Thị', 'Ngọc', 'Thu', 'Thanh', 'Phương', 'Diệu', 'Mỹ', 'Hồng']
const womenGiven = [
  'Anh',
  'Bình',
  'Chi',
  'Dung',
  'Hạnh',
  'Hương',
  'Lan',
  'Liên',
  'Mai',
  'Nga',
  'Oanh',
  'Quyên',
  'Thảo',
  'Trang',
  'Yến',
]

export type DemonstrationPerson = {
  readonly name: string
  readonly account: string
  readonly position: string
  readonly unit: string
  readonly systemRoles: readonly ('admin' | 'secretariat')[]
  readonly bodies: readonly ('secretariat' | 'standing' | 'executive')[]
}

export const unitNames = [
  'Văn phòng Trung ương Đoàn',
  'Ban Tuyên giáo',
  'Ban Tổ chức – Kiểm tra',
  'Ban Thanh niên trường học',
  'Ban Đoàn kết tập hợp thanh niên',
  'Ban Quốc tế',
  'Trung tâm Chuyển đổi số thanh niên',
] as const

const leaders = [
  'Bí thư thứ nhất',
  'Bí thư thường trực',
  'Bí thư Trung ương Đoàn',
  'Bí thư Trung ương Đoàn',
  'Bí thư Trung ương Đoàn',
  'Bí thư Trung ương Đoàn',
]

export function demonstrationPeople(): readonly DemonstrationPerson[] {
  const accounts = new Set<string>()
  return Array.from({ length: 60 }, (_, index) => {
    const name = nameOf(index)
    return { name, account: uniqueAccount(name, accounts), ...placeOf(index) }
  })
}

function placeOf(index: number): Omit<DemonstrationPerson, 'name' | 'account'> {
  const none = { systemRoles: [], bodies: [] } as const
  if (index < leaders.length)
    return {
      ...none,
      position: leaders[index] ?? '',
      unit: unitNames[0],
      bodies: ['secretariat', 'standing', 'executive'],
    }
  if (index === 6)
    return {
      position: 'Chánh Văn phòng Trung ương Đoàn',
      unit: unitNames[0],
      systemRoles: ['secretariat'],
      bodies: ['standing', 'executive'],
    }
  if (index === 7)
    return {
      position: 'Phó Chánh Văn phòng, thư ký các phiên họp',
      unit: unitNames[0],
      systemRoles: ['secretariat'],
      bodies: ['executive'],
    }
  if (index === 8)
    return { ...none, position: 'Chuyên viên Văn phòng, thư ký', unit: unitNames[0], systemRoles: ['secretariat'] }
  if (index === 9)
    return { ...none, position: 'Chuyên viên quản trị hệ thống', unit: unitNames[6], systemRoles: ['admin'] }
  const unit = unitNames[1 + (index % (unitNames.length - 1))] ?? unitNames[0]
  if (index < 26)
    return {
      ...none,
      position:
        `Ủy viên Ban Thường vụ, Trưởng ${unit.replace(/^(Ban|Trung tâm)/, (word) => (word === 'Ban' ? 'Ban' : 'Giám đốc Trung tâm'))}`.replace(
          'Trưởng Giám đốc',
          'Giám đốc',
        ),
      unit,
      bodies: ['standing', 'executive'],
    }
  return { ...none, position: `Ủy viên Ban Chấp hành, ${unit}`, unit, bodies: ['executive'] }
}

function nameOf(index: number): string {
  const isWoman = index % 3 === 1
  const [middle, given] = isWoman ? [womenMiddle, womenGiven] : [menMiddle, menGiven]
  const pick = (list: readonly string[], step: number) =>
    list[(index * step + Math.floor(index / 15)) % list.length] ?? ''
  return `${pick(families, 4)} ${pick(middle, 3)} ${pick(given, 7)}`
}

/** "Nguyễn Văn An" → "an.nguyenvan", as offices name mailboxes. */
function uniqueAccount(name: string, taken: Set<string>): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .split(' ')
  const base = `${plain.at(-1) ?? ''}.${plain.slice(0, -1).join('')}`
  let account = base
  for (let n = 2; taken.has(account); n++) account = `${base}${n}`
  taken.add(account)
  return account
}
