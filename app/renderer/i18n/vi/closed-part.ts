/** Items that only some of a meeting's people may know of. */
export const closedPart = {
  closedPart: {
    heading: 'Phần họp kín',
    text: 'Chỉ người được chọn biết và nhận được. Người khác không thấy tên, tài liệu, biểu quyết, cũng không thấy khoảng trống trong đánh số.',
    add: 'Thêm phần họp kín',
    title: 'Nội dung',
    place: 'Đứng sau nội dung',
    placeText: 'Ngày giờ, địa điểm theo phiên họp chung.',
    first: 'Trước mọi nội dung',
    after: 'Sau: {{item}}',
    who: 'Ai được biết',
    named: 'Người được chọn (ẩn)',
    internal: 'Chỉ chủ trì và thư ký (nội bộ)',
    people: 'Người được chọn',
    peopleText: 'Chủ trì và thư ký luôn có mặt trong phần họp kín.',
    create: 'Tạo và soạn',
    audience: 'Họp kín · {{count}} đồng chí',
    of: 'Phần họp kín của: {{title}}',
    published: 'Phần họp kín phát hành cùng, chỉ tới người được chọn: {{titles}}.',
    live: 'Đang họp kín: {{title}}',
    back: 'Về phiên họp chung',
  },
}
