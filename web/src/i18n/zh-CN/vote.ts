// Words of the residents' vote, in Chinese: the source that English is typed against.

export const vote = {
  'vote.how': '每个项目一票；投票结束前可以改。谁领了哪张选票有登记，投了什么不公开。',
  'vote.enterHow': '请扫选票上的二维码，或输入上面的字母和数字。',
  'vote.code': '选票号',
  'vote.empty': '请输入选票号。',
  'vote.enter': '开始投票',
  'vote.refused': '这张选票不能用：可能输错了，或者投票还没开始。',
  'vote.none': '现在没有正在投票的项目。轮到时本页会自动更新。',
  'vote.others': '其他项目',
  'vote.offline': '网络断了。您的选择存在这台手机上，联网后自动发送。',
  'vote.place': '{n} 号',
  'vote.approve': '赞成',
  'vote.oppose': '不赞成',
  'vote.excluded': '您与这个项目有关系，不参加投票。',
  'vote.was.approve': '已投：赞成',
  'vote.was.oppose': '已投：不赞成',
  'vote.was.excluded': '不参加投票',
  'vote.where.none': '还没有投票',
  'vote.where.sending': '正在发送……',
  'vote.where.waiting': '已存在本机，等待网络',
  'vote.where.arrived': '✓ 已收到您的一票，结束前可以改',
}
