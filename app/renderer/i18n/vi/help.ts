export const help = {
  help: {
    title: 'Hướng dẫn',
    offline: {
      ask: 'Không có mạng thì dùng được gì?',
      answer:
        'Đọc tài liệu, ghi chú, tìm kiếm, soạn thảo, đăng ký phát biểu, biểu quyết đều làm được. Ô trạng thái phía trên nói rõ thay đổi đang ở máy này hay đã lưu trên máy chủ. Việc làm khi không có mạng tự gửi đi khi có mạng; việc nào máy chủ không nhận thì được giữ lại và nêu lý do.',
    },
    reading: {
      ask: 'Đọc tài liệu thế nào cho thuận?',
      answer:
        'Phím Page Up, Page Down lật trang; hết tài liệu thì sang tài liệu tiếp theo của chương trình. Ctrl+F tìm trong tài liệu, gõ có dấu hay không dấu đều được. Có thể đặt hai tài liệu cạnh nhau, đổi màu giấy ban đêm, xem toàn màn hình.',
    },
    marks: {
      ask: 'Ghi chú bằng bàn phím',
      answer:
        'Chọn đoạn rồi bấm H để tô sáng, U gạch chân, S gạch bỏ. N thêm ghi chú, B đánh dấu trang, Delete xóa ghi chú đang chọn, Alt+mũi tên dời khung hoặc hộp chữ, Ctrl+Z hoàn tác. Bấm Esc để rời ô đang viết.',
    },
    whoSees: {
      ask: 'Ai đọc được ghi chú của tôi?',
      answer:
        'Chỉ đồng chí, trên mọi máy của đồng chí. Ghi chú chia sẻ với mọi người thì ai được đọc tài liệu đều thấy. Chia sẻ riêng, lời nhắn và bút phê được mã hóa cho đúng người nhận: máy chủ và quản trị không đọc được, nhưng biết ai gửi cho ai và lúc nào.',
    },
    versions: {
      ask: 'Tài liệu được thay bản mới thì ghi chú của tôi ra sao?',
      answer:
        'Ghi chú đi theo đoạn văn sang bản mới. Đoạn đã sửa thì ghi chú chờ đồng chí xác nhận; đoạn không còn thì ghi chú vẫn giữ trong danh sách, xem được cạnh bản cũ. Không ghi chú nào bị mất.',
    },
    taking: {
      ask: 'Công khai, nội bộ, hạn chế nghĩa là gì, ngăn được đến đâu?',
      answer:
        'Công khai: in, lưu tự do. Nội bộ: bản in, bản lưu mang tên người lấy và thời điểm. Hạn chế: chỉ đọc trong eCabinet, tên người đọc hiện trên trang, không có nút in và lưu. Phần mềm không ngăn được người chụp ảnh màn hình hay chép tay, không thu lại được bản đã in, đã lưu; tên trên trang giúp biết bản đó từ ai. Tài liệu bí mật nhà nước không được đưa vào eCabinet.',
    },
    scans: {
      ask: 'Bản quét có tìm kiếm được không?',
      answer:
        'Được, nếu thư ký để máy đọc chữ khi đưa tệp vào. Chữ in rõ được đọc gần như đủ; chữ viết tay, dấu và chữ ký thường không đọc được. Bản quét có chữ ký số được giữ nguyên, không đọc chữ.',
    },
    votes: {
      ask: 'Phiếu kín có thật sự kín không?',
      answer:
        'Phiếu được mã hóa ngay trên máy đồng chí. Ban kiểm phiếu chỉ mở được tổng số, cần ít nhất hai trong ba người; không ai, kể cả quản trị, mở được từng phiếu. Sau phiên họp, ai có hồ sơ đều kiểm tra được kết quả; biên nhận cho thấy phiếu của đồng chí có trong hồ sơ.',
    },
    prepare: {
      ask: 'Chuẩn bị một phiên họp gồm những bước nào?',
      answer:
        'Chọn loại phiên họp để có sẵn thành phần và khung chương trình. Đề nghị đơn vị nộp tài liệu, có hạn và người duyệt. Xin ý kiến dự thảo, trình phê duyệt nếu cần, rồi phát hành. Giấy mời lấy số ở ô “Lấy số”; người hay đi công tác nên giữ trước vài số trong Sổ văn bản để lấy được khi không có mạng.',
    },
    archive: {
      ask: 'Lưu trữ một phiên họp thế nào?',
      answer:
        'Sau khi chủ trì và thư ký niêm phong, thư ký chọn “Lưu hồ sơ lưu trữ (.zip)” trong phòng họp. Tệp mở được bằng trình duyệt bất kỳ, không cần eCabinet; trang kiểm tra trong đó cho biết có tệp nào bị sửa, thêm hoặc bớt hay không. Ghi chú riêng và lời nhắn không nằm trong hồ sơ.',
    },
    lost: {
      ask: 'Mất máy hoặc quên mật khẩu thì làm gì?',
      answer:
        'Mất máy: báo quản trị thu hồi máy đó; dữ liệu trên máy đã mã hóa. Quên mật khẩu: dùng mã khôi phục đã in. Mất cả hai thì ghi chú riêng, bút phê và lời nhắn cũ không mở lại được, vì chỉ đồng chí có khóa.',
    },
  },
} as const
