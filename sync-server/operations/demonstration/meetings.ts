import type { Marking } from '#domain/papers/marking.ts'
import type { PaperKind } from '#domain/papers/paper.ts'
import type { ItemKind } from '#domain/agenda/agenda.ts'
import { dayMs, hourMs, type Instant } from '#domain/kernel/time.ts'

export type PaperPlan = {
  readonly title: string
  readonly kind: PaperKind
  readonly marking?: Marking
  readonly form: 'report' | 'submission' | 'resolution' | 'annex' | 'scan'
  readonly pages: number
}
export type ItemPlan = {
  readonly title: string
  readonly minutes: number
  readonly kind: ItemKind
  readonly presenter?: string
  readonly unit?: string
  readonly papers?: readonly PaperPlan[]
  readonly parts?: readonly ItemPlan[]
}
export type MeetingPlan = {
  readonly title: string
  readonly body: 'secretariat' | 'standing' | 'executive'
  readonly startsAt: Instant
  readonly place: string
  readonly description: string
  readonly numbering: 'arabic' | 'roman'
  readonly isPublished: boolean
  /** Remarks on the papers are asked for until the day before. */
  readonly asksRemarks: boolean
  /** Positions of those who are invited for their item only. */
  readonly guests: readonly string[]
  readonly items: readonly ItemPlan[]
}

const office = 'Văn phòng Trung ương Đoàn'
const digital = 'Trung tâm Chuyển đổi số thanh niên'

const report = (title: string, pages = 6): PaperPlan => ({ title, kind: 'report', form: 'report', pages })
const submission = (title: string): PaperPlan => ({ title, kind: 'submission', form: 'submission', pages: 3 })

/** The cooperation programme 2023–2027 has 6 groups of work and 12 tasks; the third task is this very product. */
const programmeItems: readonly ItemPlan[] = [
  { title: 'Khai mạc, thông qua chương trình phiên họp', minutes: 10, kind: 'other', presenter: 'Bí thư thứ nhất' },
  {
    title: 'Báo cáo kết quả thực hiện Chương trình phối hợp giai đoạn 2023–2027',
    minutes: 30,
    kind: 'report',
    presenter: 'Chánh Văn phòng',
    unit: office,
    papers: [
      report('Báo cáo tổng hợp kết quả thực hiện Chương trình phối hợp giai đoạn 2023–2027', 14),
      { title: 'Phụ lục số liệu thực hiện 12 nhiệm vụ của Chương trình', kind: 'annex', form: 'annex', pages: 120 },
    ],
  },
  {
    title: 'Rà soát 6 nhóm công việc của Chương trình',
    minutes: 0,
    kind: 'opinion',
    unit: digital,
    papers: [report('Báo cáo rà soát 6 nhóm công việc', 8)],
    parts: [
      { title: 'Nhóm hạ tầng và nền tảng số', minutes: 10, kind: 'opinion' },
      { title: 'Nhóm phần mềm dùng chung của cơ quan Trung ương Đoàn', minutes: 10, kind: 'opinion' },
      { title: 'Nhóm đào tạo kỹ năng số cho cán bộ Đoàn', minutes: 10, kind: 'opinion' },
    ],
  },
  {
    title: 'Nhiệm vụ 3: triển khai phần mềm phòng họp không giấy tờ (eCabinet)',
    minutes: 25,
    kind: 'opinion',
    presenter: 'Giám đốc Trung tâm Chuyển đổi số thanh niên',
    unit: digital,
    papers: [
      submission('Tờ trình về việc triển khai phần mềm phòng họp không giấy tờ'),
      {
        title: 'Đề án tổ chức phòng họp không giấy tờ tại cơ quan Trung ương Đoàn',
        kind: 'scheme',
        marking: 'restricted',
        form: 'report',
        pages: 18,
      },
    ],
  },
  {
    title: 'Kinh phí và nguồn lực thực hiện các nhiệm vụ còn lại',
    minutes: 20,
    kind: 'opinion',
    presenter: 'Phó Chánh Văn phòng',
    unit: office,
    papers: [submission('Tờ trình về nguồn lực thực hiện Chương trình đến hết năm 2027')],
  },
  {
    title: 'Cho ý kiến dự thảo Nghị quyết về đẩy mạnh chuyển đổi số trong công tác Đoàn',
    minutes: 30,
    kind: 'opinion',
    presenter: 'Bí thư thường trực',
    papers: [
      {
        title: 'Dự thảo Nghị quyết về đẩy mạnh chuyển đổi số trong công tác Đoàn',
        kind: 'draft-resolution',
        form: 'resolution',
        pages: 5,
      },
    ],
  },
  {
    title: 'Góp ý của các tỉnh, thành đoàn (bản quét)',
    minutes: 10,
    kind: 'report',
    unit: office,
    papers: [{ title: 'Công văn góp ý của các đơn vị (bản quét)', kind: 'reference', form: 'scan', pages: 3 }],
  },
  { title: 'Biểu quyết thông qua dự thảo Nghị quyết', minutes: 10, kind: 'vote', presenter: 'Bí thư thứ nhất' },
  { title: 'Kết luận phiên họp', minutes: 10, kind: 'other', presenter: 'Bí thư thứ nhất' },
]

const themes = [
  ['Công tác tuyên truyền, giáo dục', 'Ban Tuyên giáo'],
  ['Công tác tổ chức, cán bộ và kiểm tra', 'Ban Tổ chức – Kiểm tra'],
  ['Phong trào thanh niên trường học', 'Ban Thanh niên trường học'],
  ['Đoàn kết, tập hợp thanh niên', 'Ban Đoàn kết tập hợp thanh niên'],
  ['Công tác quốc tế thanh niên', 'Ban Quốc tế'],
  ['Chuyển đổi số trong hoạt động Đoàn', digital],
  ['Công tác văn phòng và điều kiện bảo đảm', office],
] as const

/** 8 items with 32 sub-items: forty in all. */
const conferenceItems: readonly ItemPlan[] = [
  {
    title: 'Khai mạc Hội nghị',
    minutes: 0,
    kind: 'other',
    parts: [
      'Tuyên bố lý do, giới thiệu đại biểu',
      'Thông qua chương trình Hội nghị',
      'Cử Đoàn Thư ký',
      'Phát biểu khai mạc',
    ].map((title) => ({ title, minutes: 5, kind: 'other' as const })),
  },
  ...themes.map(([title, unit], index) => ({
    title,
    minutes: 0,
    kind: 'report' as const,
    unit,
    papers: [report(`Báo cáo ${title.charAt(0).toLowerCase()}${title.slice(1)} năm 2026`, 5 + (index % 4))],
    parts: [
      { title: 'Nghe báo cáo kết quả năm 2026', minutes: 10, kind: 'report' as const },
      { title: 'Thảo luận phương hướng năm 2027', minutes: 15, kind: 'opinion' as const },
      { title: 'Giải trình, tiếp thu ý kiến', minutes: 5, kind: 'opinion' as const },
      { title: 'Biểu quyết chỉ tiêu năm 2027', minutes: 5, kind: 'vote' as const },
    ],
  })),
]

const briefing = (topic: string): readonly ItemPlan[] => [
  { title: 'Thông báo kết luận phiên họp trước', minutes: 10, kind: 'report' },
  {
    title: topic,
    minutes: 40,
    kind: 'opinion',
    papers: [report(`Báo cáo ${topic.charAt(0).toLowerCase()}${topic.slice(1)}`, 4)],
  },
  { title: 'Ý kiến khác và kết luận', minutes: 15, kind: 'other' },
]

/** @param today 00:00 in Vietnam of the day on which the demonstration is made: its meetings lie around that day. */
export function demonstrationMeetings(today: Instant): readonly MeetingPlan[] {
  const at = (days: number, hour: number) => today + days * dayMs + hour * hourMs
  const hall = 'Phòng họp số 1, tầng 3, trụ sở cơ quan Trung ương Đoàn'
  const plan = (values: Partial<MeetingPlan> & Pick<MeetingPlan, 'title' | 'startsAt' | 'items'>): MeetingPlan => ({
    body: 'secretariat',
    place: hall,
    description: '',
    numbering: 'arabic',
    isPublished: true,
    asksRemarks: false,
    guests: [],
    ...values,
  })
  return [
    plan({
      title: 'Phiên họp Ban Bí thư rà soát Chương trình phối hợp chuyển đổi số giai đoạn 2023–2027',
      startsAt: at(2, 8),
      items: programmeItems,
      asksRemarks: true,
      guests: [`Giám đốc ${digital}`],
      description: 'Đề nghị các đồng chí đọc trước tài liệu mục 2 và mục 6, gửi ý kiến về Văn phòng trước phiên họp.',
    }),
    plan({
      title: 'Hội nghị Ban Thường vụ Trung ương Đoàn tổng kết công tác năm 2026',
      body: 'standing',
      startsAt: at(9, 8),
      place: 'Hội trường lớn, trụ sở cơ quan Trung ương Đoàn',
      numbering: 'roman',
      items: conferenceItems,
    }),
    plan({
      title: 'Giao ban Ban Bí thư tuần này',
      startsAt: at(0, 14),
      items: briefing('Tiến độ các nhiệm vụ trọng tâm trong tháng'),
    }),
    plan({
      title: 'Giao ban Ban Bí thư tuần trước',
      startsAt: at(-7, 14),
      items: briefing('Công tác chuẩn bị Hội nghị Ban Thường vụ'),
    }),
    plan({
      title: 'Phiên họp Ban Bí thư thường kỳ tháng trước',
      startsAt: at(-26, 8),
      items: briefing('Kết quả công tác tháng và nhiệm vụ tháng tới'),
    }),
    plan({
      title: 'Hội nghị Ban Chấp hành Trung ương Đoàn giữa năm',
      body: 'executive',
      startsAt: at(-120, 8),
      items: briefing('Sơ kết công tác sáu tháng đầu năm'),
    }),
    plan({
      title: 'Hội nghị chuyên đề về kỹ năng số cho cán bộ Đoàn cơ sở',
      body: 'standing',
      startsAt: at(20, 8),
      items: briefing('Chương trình bồi dưỡng kỹ năng số cho cán bộ Đoàn cơ sở'),
    }),
    plan({
      title: 'Phiên họp Ban Bí thư chuẩn bị Đại hội',
      startsAt: at(34, 14),
      isPublished: false,
      items: briefing('Kế hoạch chuẩn bị văn kiện và nhân sự'),
    }),
  ]
}

/** How meetings of a kind begin, with the key of the body that holds them. */
export const meetingTypes = [
  {
    name: 'Giao ban tuần của Ban Bí thư',
    body: 'secretariat',
    agenda:
      '1. Báo cáo công tác tuần qua, dự kiến công tác tuần tới (20 phút)\n2. Cho ý kiến các nội dung trình (60 phút)\n3. Kết luận (10 phút)',
  },
  {
    name: 'Hội nghị Ban Chấp hành Trung ương Đoàn',
    body: 'executive',
    agenda:
      '1. Khai mạc, thông qua chương trình (15 phút)\n2. Báo cáo kết quả công tác (45 phút)\n2.1. Thảo luận tại hội trường (90 phút)\n3. Biểu quyết thông qua Nghị quyết (20 phút)\n4. Phát biểu bế mạc (15 phút)',
  },
] as const
