import { defineCommandAction, Key, option, placeholderKeys, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const OpenLinkOptions = Type.Object(
  {
    url: option(Type.String({ minLength: 1, maxLength: 2000 }), {
      label: { zh: '地址', en: 'Address' },
      editor: 'link',
    }),
    values: Type.Optional(
      option(
        Type.Array(Type.Object({ key: Key, value: StoredExpressionSchema }, { additionalProperties: false }), {
          maxItems: 20,
        }),
        { label: { zh: '取值', en: 'Values' }, editor: 'placeholders' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type OpenLinkOptions = Type.Static<typeof OpenLinkOptions>

/** What a browser may be sent to: nothing that runs as a program on our own pages. */
const allowed = /^(https?:\/\/[^{]|mailto:|tel:)/i

export default defineCommandAction({
  type: 'open_link',
  label: { zh: '打开链接', en: 'Open a link' },
  description: {
    zh: '打开网址、写邮件或拨打电话；地址里可以放入这条记录的值。',
    en: 'Opens an address, an e-mail or a call; values of the record can stand in it.',
  },
  icon: 'external-link',
  options: OpenLinkOptions,
  many: false,
  writes: false,
  parts({ url, values = [] }) {
    const known = new Set(values.map(({ key }) => key))
    return [
      ...(allowed.test(url) ? [] : [{ part: 'problem' as const, pointer: '/url', problem: badAddress }]),
      ...placeholderKeys(url)
        .filter((key) => !known.has(key))
        .map((key) => ({ part: 'problem' as const, pointer: '/url', problem: unknownName(key) })),
      ...values.map(({ value }, position) => ({
        part: 'expression' as const,
        pointer: `/values/${position}/value`,
        stored: value,
      })),
    ]
  },
  defaultOptions: () => ({ url: 'https://' }),
})

const badAddress = {
  zh: '地址须以 https://、http://、mailto: 或 tel: 开头，网站的域名不能由取值决定。',
  en: 'An address begins with https://, http://, mailto: or tel:, and values cannot decide which site it is.',
}
const unknownName = (key: string) => ({
  zh: `地址里的「{${key}}」没有说明代表什么。`,
  en: `Nothing says what "{${key}}" in the address stands for.`,
})
