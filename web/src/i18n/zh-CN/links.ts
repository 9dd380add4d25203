// What a tie can be decided by, in Chinese: the same words for residents and at the desk.

export const links = {
  'link.criterion': '“{name}”的平均分',
  'link.untrimmed_mean': '不去掉高低分的平均',
  'link.head_to_head': '两两比较',
  'link.higher_lowest_mark': '较高的最低分',
  'link.public': '居民赞成率',
  'link.desk_score': '书面评审分',
  'link.second_vote': '再投一次票',
  'link.chair_decision': '评委主席决定',
  'link.lot': '抽签',
  'link.shared': '并列',
}
