import type { PaperPlan } from './meetings.ts'

/** The six groups of work and the twelve tasks are invented in their wording, but for the third task, which is this product. */
export const groupNames = [
  'Nhóm 1. Hạ tầng và nền tảng số',
  'Nhóm 2. Phần mềm dùng chung',
  'Nhóm 3. Dữ liệu và báo cáo',
  'Nhóm 4. Đào tạo kỹ năng số',
  'Nhóm 5. An toàn thông tin',
  'Nhóm 6. Truyền thông và lan tỏa',
] as const

export const taskNames = [
  'Nâng cấp mạng và máy chủ cơ quan',
  'Thư điện tử và tài khoản thống nhất',
  'Phòng họp không giấy tờ (eCabinet)',
  'Quản lý văn bản và điều hành',
  'Cơ sở dữ liệu đoàn viên',
  'Báo cáo trực tuyến các cấp bộ Đoàn',
  'Bồi dưỡng kỹ năng số cho cán bộ',
  'Học liệu số dùng chung',
  'Đánh giá an toàn thông tin',
  'Sao lưu và khôi phục dữ liệu',
  'Truyền thông trên nền tảng số',
  'Hỗ trợ thanh niên khởi nghiệp số',
] as const

const headings = [
  'Tình hình chung',
  'Kết quả đạt được',
  'Tồn tại, hạn chế',
  'Nguyên nhân',
  'Bài học kinh nghiệm',
  'Phương hướng, nhiệm vụ',
  'Giải pháp trọng tâm',
  'Tổ chức thực hiện',
] as const

const sentences = [
  'Các đơn vị đã chủ động xây dựng kế hoạch, phân công rõ người, rõ việc, rõ thời hạn và báo cáo kết quả hằng quý về Văn phòng Trung ương Đoàn.',
  'Việc gửi tài liệu trước phiên họp được thực hiện sớm hơn, giúp các đồng chí có thêm thời gian nghiên cứu và chuẩn bị ý kiến.',
  'Ở một số nơi, đường truyền không ổn định nên đại biểu phải quay lại dùng bản giấy; đây là điểm cần khắc phục trước tiên.',
  'Công tác tổng hợp ý kiến góp ý còn làm thủ công, mất nhiều thời gian, dễ sót ý kiến của đại biểu gửi muộn.',
  'Đề nghị các ban, đơn vị phối hợp chặt chẽ với Văn phòng trong việc rà soát danh mục tài liệu và thời hạn nộp.',
  'Điều lệ Đoàn và các quy chế hiện hành là căn cứ để xác định thành phần, số lượng đại biểu và cách thức biểu quyết.',
  'Việc bảo mật tài liệu được quán triệt đến từng đồng chí; tài liệu thuộc phạm vi bí mật nhà nước không đưa vào hệ thống.',
  'Cán bộ lớn tuổi cần được hướng dẫn trực tiếp, bằng thao tác đơn giản, chữ to và có người hỗ trợ tại phòng họp.',
  'Chương trình phối hợp gồm 6 nhóm công việc với 12 nhiệm vụ, được theo dõi theo tiến độ từng năm của giai đoạn 2023–2027.',
  'Kinh phí thực hiện được cân đối từ nguồn chi thường xuyên và nguồn hợp pháp khác theo quy định.',
] as const

const numerals = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
] as const
const pick = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value

export const bodyText = {
  roman: (section: number): string => pick(numerals, section),
  heading: (section: number): string => pick(headings, section),
  opening: (plan: PaperPlan): readonly string[] =>
    plan.form === 'resolution'
      ? [
          'Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh;',
          'Căn cứ Quy chế làm việc của Ban Chấp hành Trung ương Đoàn;',
          'Xét đề nghị của Văn phòng Trung ương Đoàn,',
          'BAN BÍ THƯ TRUNG ƯƠNG ĐOÀN QUYẾT NGHỊ:',
        ]
      : plan.form === 'submission'
        ? [
            'Kính gửi: Ban Bí thư Trung ương Đoàn',
            'Thực hiện Chương trình phối hợp giai đoạn 2023–2027, Văn phòng Trung ương Đoàn kính trình Ban Bí thư xem xét, cho ý kiến các nội dung sau:',
          ]
        : ['Thực hiện chương trình công tác năm 2026, Văn phòng Trung ương Đoàn báo cáo Ban Bí thư các nội dung sau:'],
  section: (section: number): readonly string[] =>
    Array.from(
      { length: 4 },
      (_, part) =>
        `${part + 1}. ${pick(sentences, section * 3 + part)} ${pick(sentences, section * 7 + part * 2 + 1)} ${pick(sentences, section + part * 5 + 2)}`,
    ),
  letter: (page: number): readonly string[] => [
    ...(page === 0 ? ['Kính gửi: Văn phòng Trung ương Đoàn'] : []),
    'Sau khi nghiên cứu dự thảo, đơn vị chúng tôi có một số ý kiến:',
    `${page * 3 + 1}. Thống nhất với mục tiêu và phạm vi của dự thảo.`,
    `${page * 3 + 2}. Đề nghị làm rõ trách nhiệm của từng cấp bộ Đoàn trong`,
    'việc cập nhật dữ liệu và báo cáo định kỳ.',
    `${page * 3 + 3}. Đề nghị bổ sung nội dung hỗ trợ các đơn vị ở vùng`,
    'sâu, vùng xa, nơi đường truyền còn hạn chế.',
    'Trân trọng.',
  ],
}
