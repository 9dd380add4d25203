// Words of the proof of a draw, in Chinese: the source that English is typed against.

export const lots = {
  'proof.same': '✓ 这台设备用同样的词重新抽了一次，顺序完全一致。',
  'proof.differs': '这台设备用同样的词重新抽，结果不一样。请联系监督员。',
  'proof.cannot': '这台设备不是通过安全连接打开本页的，不能自己重抽核对；换用 https 或电脑即可。',
  'proof.commitment': '抽签前公布的承诺（SHA-256）',
  'proof.words': '当众说的词',
  'proof.withheld': '（没有亮出原文）',
  'proof.key': '抽签指纹（SHA-256）',
  'proof.order': '抽出的顺序',
  'proof.how': '怎么核对：把词和项目编号连起来算出指纹，再按指纹洗牌。有承诺时，第一个词的 SHA-256 就是承诺。本页已在您的设备上照做一遍。',
}
