import type { LocalizedText } from '@mortise/core'

/** What the parser of XML complains of, in words; the first that fits. `$1` is what it names. */
const words: readonly (readonly [said: RegExp, text: LocalizedText])[] = [
  [
    /missing namespace (?:for prefix|on) <([^>:]*)/,
    { zh: '前缀「$1」没有声明命名空间', en: 'no name space is declared for "$1"' },
  ],
  [/unexpected element <([^>]*)>/, { zh: '元素「$1」不应出现在这里', en: 'the element "$1" cannot be there' }],
  [/unrecognized element <([^>]*)>/, { zh: '不认识元素「$1」', en: 'the element "$1" is not known' }],
  [/unknown attribute <([^>]*)>/, { zh: '不认识属性「$1」', en: 'the attribute "$1" is not known' }],
  [/unexpected body text/, { zh: '元素中有多余的文字', en: 'there is text where only elements can be' }],
  [
    /unclosed|unexpected end of file/,
    { zh: '内容不完整，有没有结束的部分', en: 'it ends before everything is closed' },
  ],
  [
    /closing tag mismatch|missing open tag|close tag/,
    { zh: '开始标签和结束标签不对应', en: 'a closing tag does not fit the one that is open' },
  ],
  [/missing start tag/, { zh: '没有任何元素', en: 'there is no element in it' }],
  [/attribute|xmlns|quotes/, { zh: '属性的写法有误', en: 'an attribute is written wrongly' }],
  [/nodeName/, { zh: '元素的名称有误', en: 'the name of an element is wrong' }],
]

/** Why XML could not be read, with the line where the parser says it. */
export function parserWords(message: string): LocalizedText {
  const reason = /nested error: (.*)/.exec(message)?.[1] ?? message.split('\n')[0] ?? message
  const [, line] = /\n\s*line: (\d+)/.exec(message) ?? []
  for (const [said, { zh, en }] of words) {
    const found = said.exec(reason)
    if (!found) continue
    const name = () => found[1] ?? ''
    return inLine({ zh: zh.replace('$1', name), en: en.replace('$1', name) }, line)
  }
  return inLine({ zh: reason, en: reason }, line)
}

/** Lines are counted from one by people. */
function inLine({ zh, en }: LocalizedText, line: string | undefined): LocalizedText {
  if (line === undefined) return { zh, en }
  const number = Number(line) + 1
  return { zh: `第 ${number} 行，${zh}`, en: `line ${number}, ${en}` }
}
