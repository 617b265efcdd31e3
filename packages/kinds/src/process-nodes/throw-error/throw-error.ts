import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { EventName } from '../../process-parts/trigger-options.ts'

const ThrowErrorOptions = Type.Object(
  { error: nodeOption(EventName, { label: { zh: '错误名称', en: 'Name of the error' } }) },
  { additionalProperties: false },
)
export type ThrowErrorOptions = Type.Static<typeof ThrowErrorOptions>

export default defineNodeType({
  type: 'throw_error',
  label: { zh: '抛出错误', en: 'Throw an error' },
  description: {
    zh: '以一个名称报错，由外层的「出错」接住。',
    en: 'Fails with a name; an error event around catches it.',
  },
  icon: 'alert-triangle',
  group: 'events',
  options: ThrowErrorOptions,

  ports: { in: [1, null], out: [0, 0] },
  parts: () => [],
  defaultOptions: () => ({ error: 'failed' }),
  control: ({ error }) => ({ do: 'throw', trigger: { on: 'error', name: error }, ends: true }),
})
