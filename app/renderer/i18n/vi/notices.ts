export const notices = {
  notices: {
    title: 'Thông báo',
    unseen: 'Thông báo: {{count}} mới',
    empty: 'Chưa có thông báo nào trong 30 ngày qua.',
    kind: {
      tomorrow: 'Phiên họp bắt đầu trong vòng một ngày',
      soon: 'Phiên họp bắt đầu trong vòng một giờ',
      paper: '{{count}} tài liệu mới',
      replaced: '{{count}} tài liệu có bản mới',
      letter: 'Lời nhắn của {{name}}',
      instruction: 'Bút phê của {{name}}',
      consult: 'Phiếu lấy ý kiến',
      reminded: 'Văn phòng nhắc trả lời lấy ý kiến',
      postponed: 'Phiên họp hoãn',
      cancelled: 'Phiên họp đã hủy',
      approve: 'Phiên họp chờ đồng chí phê duyệt',
      'paper-asked': 'Đề nghị nộp tài liệu',
      'paper-returned': 'Tài liệu được trả lại để sửa',
      task: 'Nhiệm vụ được giao',
    },
  },
} as const
