// Words of the declaration before the first mark, in Chinese: the source that English is typed against.

export const declaration = {
  'declaration.hello': '{name}，您好',
  'declaration.why': '打分之前，请申明与哪些项目有关系。有关系的项目您不打分，也不影响别人的分数。',
  'declaration.ties': '我与这些项目的关系',
  'declaration.none': '没有关系',
  'declaration.already': '已登记回避：{codes}',
  'declaration.promise': '我承诺公正打分，在揭晓之前不向任何人透露分数。',
  'declaration.promiseFirst': '请先勾选上面的承诺。',
  'declaration.send': '确认，开始打分',
  'tie.family': '亲属',
  'tie.coached_applicant': '辅导过',
  'tie.adviser_of_applicant': '任顾问',
  'tie.board_of_applicant': '任理事或监事',
  'tie.donor': '捐赠或资助',
  'tie.employer': '同单位',
  'tie.other': '其他关系',
}
