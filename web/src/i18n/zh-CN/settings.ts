// Words of the display settings, in Chinese: the source that English is typed against.

export const settings = {
  'settings.language': '语言',
  'settings.zh': '中文',
  'settings.size': '字号',
  'settings.size.normal': '标准',
  'settings.size.large': '大',
  'settings.size.largest': '特大',
  'settings.theme': '深浅',
  'settings.theme.auto': '随系统',
  'settings.theme.light': '浅色',
  'settings.theme.dark': '深色',
}
