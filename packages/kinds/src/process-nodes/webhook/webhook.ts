import { nodeOption, Placeholders } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { ownFieldPart } from '../../process-parts/node-parts.ts'
import { textParts } from '../../process-parts/text-options.ts'

const Line = (pattern: string) => Type.String({ maxLength: 1000, pattern })
const secretKey = '[a-z][a-z0-9_]{0,40}'

const WebhookOptions = Type.Object(
  {
    method: Type.Optional(
      nodeOption(Type.Enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE'], { default: 'POST' }), {
        label: { zh: '方法', en: 'Method' },
      }),
    ),
    url: nodeOption(Type.String({ minLength: 1, maxLength: 2000, pattern: '^https?://[^\\s]+$' }), {
      label: { zh: '地址', en: 'Address' },
      hint: { zh: '用 {名称} 插入下面的值。', en: '{name} stands for a value below.' },
    }),
    placeholders: Type.Optional(
      nodeOption(Placeholders, {
        label: { zh: '发送的值', en: 'What is sent' },
        hint: { zh: '以 JSON 发送，名称是键。', en: 'Sent as JSON; the names are its keys.' },
        editor: 'placeholders',
      }),
    ),
    headers: Type.Optional(
      nodeOption(Type.Array(Line('^[A-Za-z0-9-]{1,60}: [^\\r\\n]*$'), { maxItems: 20 }), {
        label: { zh: '请求头', en: 'Headers' },
        hint: {
          zh: '每行「名称: 值」；{secret.名称} 代表系统管理中保存的密钥。',
          en: 'One "Name: value" each; {secret.name} stands for a secret that administrators keep.',
        },
      }),
    ),
    sign: Type.Optional(
      nodeOption(Type.String({ pattern: `^${secretKey}$` }), {
        label: { zh: '签名密钥', en: 'Signed with the secret' },
        hint: {
          zh: '用此密钥做 HMAC-SHA256 签名，放在 X-Mortise-Signature 中。',
          en: 'HMAC-SHA256 with this secret, in X-Mortise-Signature.',
        },
      }),
    ),
    answers: Type.Optional(
      nodeOption(Type.Array(Line(`^[a-z][a-z0-9_]{0,40} = [A-Za-z0-9_.-]{1,200}$`), { maxItems: 20 }), {
        label: { zh: '从应答取值', en: 'What is taken from the answer' },
        hint: {
          zh: '每行「字段 = 应答中的路径」，如 number = data.id。',
          en: 'One "field = path in the answer" each, such as number = data.id.',
        },
      }),
    ),
  },
  { additionalProperties: false },
)
export type WebhookOptions = Type.Static<typeof WebhookOptions>

/** `field = path`, as it is written. */
export const readAnswer = (line: string): { field: string; path: string } => {
  const [field = '', path = ''] = line.split(' = ')
  return { field, path }
}

export default defineNodeType({
  type: 'webhook',
  label: { zh: '调用接口', en: 'Call an address' },
  description: {
    zh: '用 HTTP 调用外部接口，可把应答写回记录。多次失败后由管理员处理。',
    en: 'Calls another program over HTTP; its answer can be written to the record. Failures are settled by an administrator.',
  },
  icon: 'world',
  group: 'calls',
  options: WebhookOptions,
  facts: ({ answers = [] }) => ({ fields: { writes: answers.map((line) => readAnswer(line).field) } }),
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ url, headers = [], placeholders, answers = [] }, place) => [
    ...textParts(
      [
        { pointer: '/url', words: [url] },
        ...headers.map((line, index) => ({ pointer: `/headers/${index}`, words: [line] })),
      ],
      placeholders,
      place,
    ),
    ...answers.map((line, index) => ownFieldPart(readAnswer(line).field, place, `/answers/${index}`)),
  ],
  defaultOptions: () => ({ url: 'https://example.com/hook' }),
  control: () => ({ do: 'run', where: 'outside' }),
})
