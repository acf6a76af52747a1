import { describe, expect, test } from 'vitest'
import { findSecrecy, type SecrecyLevel } from '#domain/papers/secrecy.ts'

/** The upper part of a first sheet as a member of the Union's office would lay it out; `stamp` stands under the number. */
const sheet = (stamp: readonly string[], body: readonly string[] = []) => [
  { text: 'BAN CHẤP HÀNH TRUNG ƯƠNG', page: 0, top: 0.06 },
  { text: 'ĐOÀN TNCS HỒ CHÍ MINH', page: 0, top: 0.06 },
  { text: 'Số: 29-BC/TWĐTN-VP', page: 0, top: 0.1 },
  ...stamp.map((text, index) => ({ text, page: 0, top: 0.13 + index * 0.03 })),
  { text: 'Hà Nội, ngày 12 tháng 3 năm 2026', page: 0, top: 0.1 },
  { text: 'BÁO CÁO', page: 0, top: 0.25 },
  ...body.map((text, index) => ({ text, page: 0, top: 0.3 + index * 0.02 })),
]
const onPage = (stamp: readonly string[], body: readonly string[] = []) =>
  findSecrecy({ name: 'Báo cáo.pdf', runs: sheet(stamp, body) })
const inName = (name: string) => findSecrecy({ name, runs: [] })

const levels: readonly (readonly [SecrecyLevel, string])[] = [
  ['secret', 'MẬT'],
  ['top-secret', 'TỐI MẬT'],
  ['utmost-secret', 'TUYỆT MẬT'],
]
const spread = (word: string) => word.split('').join(' ').replace(/ {3}/, '   ')
const titled = (word: string) => word.charAt(0) + word.slice(1).toLocaleLowerCase('vi')
const withoutTones = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '')

describe('what bears a level is found', () => {
  test.each(
    levels.flatMap(([level, word]) =>
      [
        word,
        `[${word}]`,
        `( ${word} )`,
        `- ${word} -`,
        `“${word}”`,
        `${word}.`,
        spread(word),
        word.replace(' ', '\u00A0'),
        word.normalize('NFD'),
        titled(word),
        `(${titled(word)})`,
        `Độ mật: ${titled(word)}`,
        `Mức độ mật: ${word}`,
        `Dấu chỉ độ mật: ${word.toLocaleLowerCase('vi')}`,
        `TÀI LIỆU ${word}`,
        `VĂN BẢN ${word}`,
        `** ${word} **`,
        `| ${word} |`,
        `HỎA TỐC - ${word}`,
        `${word} / KHẨN`,
        `BẢN SỐ: 02 – ${word}`,
        `${word} (THU HỒI SAU HỌP)`,
        `ĐỘ MẬT: ${word}`,
      ].map((text) => [text, level] as const),
    ),
  )('on the sheet: %s', (text, level) => {
    expect(onPage([text])?.level).toBe(level)
  })

  test.each(levels)('on a later page: %s', (level, word) => {
    expect(
      findSecrecy({
        name: '',
        runs: [
          { text: 'Bìa', page: 0, top: 0.4 },
          { text: word, page: 1, top: 0.9 },
        ],
      })?.level,
    ).toBe(level)
  })

  test.each(
    levels.flatMap(([level, word]) =>
      [withoutTones(word), `[${withoutTones(word)}]`, `Do mat: ${withoutTones(word)}`].map(
        (text) => [text, level] as const,
      ),
    ),
  )('on a sheet written without tones: %s', (text, level) => {
    expect(
      findSecrecy({
        name: '',
        runs: [
          { text: 'BAO CAO CONG TAC', page: 0, top: 0.1 },
          { text, page: 0, top: 0.15 },
        ],
      })?.level,
    ).toBe(level)
  })

  const words =
    'Điều lệ sửa đổi của Đoàn được Hội nghị thông qua với các nhiệm vụ: tổ chức thực hiện chương trình, kiểm tra, đánh giá kết quả; những việc đã làm được phải báo cáo.'
  test.each([
    [
      'TCVN3',
      'mËt',
      'secret',
      '§iÒu lÖ söa ®æi cña §oµn ®\u00ADîc Héi nghÞ th«ng qua víi c¸c nhiÖm vô: tæ chøc thùc hiÖn ch\u00AD¬ng tr×nh',
    ],
    [
      'TCVN3',
      'tuyÖt mËt',
      'utmost-secret',
      '§iÒu lÖ söa ®æi cña §oµn ®\u00ADîc Héi nghÞ th«ng qua víi c¸c nhiÖm vô: tæ chøc thùc hiÖn',
    ],
    [
      'VNI',
      'MAÄT',
      'secret',
      'Ñieàu leä söûa ñoåi cuûa Ñoaøn ñöôïc Hoäi nghò thoâng qua vôùi caùc nhieäm vuï: toå chöùc thöïc hieän',
    ],
    [
      'VNI',
      'TOÁI MAÄT',
      'top-secret',
      'Ñieàu leä söûa ñoåi cuûa Ñoaøn ñöôïc Hoäi nghò thoâng qua vôùi caùc nhieäm vuï: toå chöùc thöïc hieän',
    ],
    ['Unicode', 'MẬT', 'secret', words],
  ] as const)('in %s: %s', (_, stamp, level, body) => {
    const runs = [
      { text: stamp, page: 0, top: 0.14 },
      { text: body, page: 0, top: 0.4 },
    ]
    expect(findSecrecy({ name: '', runs })?.level).toBe(level)
  })

  test.each([
    'Báo cáo (MẬT).pdf',
    'Báo cáo mật.pdf',
    'Công văn mật số 12.pdf',
    'Tài liệu mật - phiên 3.pdf',
    'Tờ trình_Mật.pdf',
    '[Mật] Phương án nhân sự.pdf',
    'Mật - Phương án nhân sự.pdf',
    'MẬT.pdf',
    'Phương án nhân sự TỐI MẬT.pdf',
    'Phương án nhân sự (Tuyệt mật) v2.pdf',
    'tuyệt mật.PDF',
    'Kế hoạch tối mật 2026.pdf',
    'Báo cáo mật'.normalize('NFD') + '.pdf',
    'bao cao (mat).pdf',
    'bao-cao-toi-mat.pdf',
    'bao_cao_tuyet_mat.pdf',
    'tai lieu mat.pdf',
    'Tai-lieu-mat.pdf',
    'cong van mat 12.pdf',
    'Do mat [Mat].pdf',
    'van ban toi mat.pdf',
    'Báo cáo bí mật nhà nước (TUYỆT MẬT).pdf',
    'Công tác bảo vệ bí mật nhà nước - Mật.pdf',
  ])('in the name: %s', (name) => {
    expect(inName(name)).not.toBeNull()
  })
})

describe('innocent words pass', () => {
  test.each([
    'Mật độ dân số thanh niên.pdf',
    'Báo cáo mật độ giao thông.pdf',
    'Quy chế bảo mật thông tin.pdf',
    'BẢO MẬT.pdf',
    'Hướng dẫn đổi mật khẩu.pdf',
    'Phụ lục mật mã học.pdf',
    'Chương trình nuôi ong mật ong rừng.pdf',
    'Quan hệ mật thiết với nhân dân.pdf',
    'Bí mật kinh doanh.pdf',
    'Luật Bảo vệ bí mật nhà nước.pdf',
    'Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật.pdf',
    'Thanh niên cơ mật.pdf',
    'Hợp tác thân mật.pdf',
    'bao mat thong tin.pdf',
    'mat tran to quoc.pdf',
    'Mat tran To quoc Viet Nam.pdf',
    'le ra mat cau lac bo.pdf',
    'gap mat dau xuan.pdf',
    'khan mat thieu nhi.pdf',
    'Kham mat hoc duong.pdf',
    'danh sach vang mat.pdf',
    'danh sach co mat.pdf',
    'mat do dan so.pdf',
    'Format moi.pdf',
    'Automat.pdf',
    'Mặt trận Tổ quốc.pdf',
    'Buổi gặp mặt.pdf',
    'Danh sách vắng mặt.pdf',
    'Mắt học đường.pdf',
    'Mất cân bằng giới.pdf',
    'Diplomat.pdf',
    'Thu mật ong xuất khẩu.pdf',
    'Mía đường, rỉ mật.pdf',
    'Báo cáo quý I.pdf',
    'Đề án an toàn mật mã.pdf',
    'Hồ sơ mật vụ thời Pháp (tư liệu lịch sử).pdf',
    'Kinh tế nông nghiệp mật mía.pdf',
    'bi mat kinh doanh.pdf',
    'Mau phieu tin nhiem.pdf',
  ])('in the name: %s', (name) => {
    expect(inName(name)).toBeNull()
  })

  test.each([
    'Mật độ dân số tăng 2% so với năm trước.',
    'MẬT ĐỘ DÂN SỐ',
    'BẢO MẬT THÔNG TIN',
    'BẢO MẬT',
    'BÍ MẬT NHÀ NƯỚC',
    'LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC',
    'Bí mật',
    'bảo mật',
    'mật',
    'Mật khẩu:',
    'MẬT KHẨU',
    'MẬT MÃ',
    'Quy định về độ mật: Tuyệt mật, Tối mật, Mật.',
    'Độ mật gồm ba mức: Tuyệt mật, Tối mật và Mật.',
    'Độ mật: không',
    'Độ mật: Không mật',
    'Nghiêm cấm đưa tài liệu mật lên máy tính có kết nối mạng.',
    'Việc in, sao tài liệu Tối mật do người có thẩm quyền cho phép.',
    'quản lý văn bản mật theo quy định',
    'Phạm Văn Mật',
    'Đồng chí Nguyễn Mật',
    'MẶT TRẬN TỔ QUỐC VIỆT NAM',
    'CÓ MẶT',
    'VẮNG MẶT',
    'MẤT',
    'MẮT',
    'Danh sách có mặt',
    'thân mật',
    'Thân mật',
    'Thân mật gửi các bạn đoàn viên',
    'Câu lạc bộ ra mắt',
    'MAT TRAN TO QUOC',
    'Số phiếu hợp lệ: 27',
    'Mật ong',
    'Gắn bó mật thiết với Nhân dân',
    'Trường THPT Mật Sơn',
    'CHÙA MẬT ĐA',
    'Tối mật độ cao',
    'Phó Bí thư thường trực',
    'Nơi nhận: như trên; lưu VP.',
    'Tuyệt đối không làm lộ bí mật',
    'HỎA TỐC',
    'THU HỒI SAU HỌP',
    'BẢN SỐ: 02',
    'LƯU HÀNH NỘI BỘ',
    'TÀI LIỆU HỘI NGHỊ',
    'KHÔNG MẬT',
    'MẬT ONG BẠC HÀ',
    'HỒ SƠ MẬT MÃ',
    'Độ mật độ ẩm: cao',
    'NGUYỄN VĂN MẬT',
  ])('on the sheet: %s', (text) => {
    expect(onPage([text], ['Mật độ', 'các đồng chí bảo', 'mật thông tin theo quy định.'])).toBeNull()
  })

  test('a level listed in a table further down the first sheet, or on a later one', () => {
    expect(
      findSecrecy({
        name: '',
        runs: [...sheet([]), ...['Tuyệt mật', 'Tối mật', 'Mật'].map((text) => ({ text, page: 0, top: 0.7 }))],
      }),
    ).toBeNull()
    expect(findSecrecy({ name: '', runs: [...sheet([]), { text: 'Mật', page: 1, top: 0.1 }] })).toBeNull()
  })

  test('MAT on a sheet with tones is another word', () => {
    expect(onPage(['MAT'])).toBeNull()
  })
})
