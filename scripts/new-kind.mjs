// Makes the folder of a new kind with all its halves, ready to be changed: npm run new -- field star_rating
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const usage = `Usage: npm run new -- field <type>
用法：npm run new -- field <类型>

<type> is lower case letters, digits and underscores, such as star_rating.
`

const repository = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The files of a new field type, by path inside its folder. It holds text until it is changed. */
function fieldFiles(type) {
  const folder = type.replaceAll('_', '-')
  const name = folder.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
  const component = name[0].toUpperCase() + name.slice(1)
  const words = type.replaceAll('_', ' ')
  const label = words[0].toUpperCase() + words.slice(1)
  return {
    folder,
    files: {
      [`${folder}.ts`]: `import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cleanText } from '../../values/clean-text.ts'
import { defaultedOption } from '../../values/defaulted-option.ts'
import { countAggregates, textOperators } from '../../values/operator-sets.ts'

export default defineFieldType({
  type: '${type}',
  label: { zh: '${label}', en: '${label}' },
  description: { zh: '${label}。', en: '${label}.' },
  group: 'text',
  options: Type.Object(
    {
      maxLength: defaultedOption(Type.Integer({ minimum: 1, maximum: 2000, default: 255 }), {
        label: { zh: '最大长度', en: 'Maximum length' },
      }),
    },
    { additionalProperties: false },
  ),
  value: ({ maxLength }) => Type.String({ maxLength }),
  normalise: (value: unknown, { maxLength }) => cleanText(value, { maxLength, lines: false }),
  text: (value: string) => value,
  operators: () => textOperators,
  sortable: true,
  groupable: true,
  aggregates: countAggregates,
  expression: () => ({ kind: 'text' }),
  samples: { options: { maxLength: 20 }, valid: ['示例', 'sample'], invalid: [1, {}, ['x'], 'x'.repeat(21)] },
})
`,
      [`${folder}.server.ts`]: `import { defineFieldStorage } from '@mortise/data'
import ${name} from './${folder}.ts'

export default defineFieldStorage(${name}, {
  structure: 'column',
  column: () => ({ class: 'text', type: 'text' }),
})
`,
      [`${folder}.runtime.tsx`]: `import { defineFieldRuntime, type FieldCellProps } from '@mortise/ui'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { LineEditor } from '../../runtime/text-editor.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import ${name} from './${folder}.ts'

function ${component}Cell({ value, appearance }: FieldCellProps<string | null>) {
  return value ? <TextValue appearance={appearance}>{value}</TextValue> : <EmptyValue appearance={appearance} />
}

export default defineFieldRuntime<string | null>(${name}, {
  Input: withReadOnly(LineEditor, ${component}Cell),
  Cell: ${component}Cell,
  align: 'start',
  width: 160,
  inline: true,
  parse: (pasted) => (pasted === '' ? null : pasted),
})
`,
      [`${folder}.designer.tsx`]: `import { defineFieldDesigner } from '@mortise/ui'
import { IconForms } from '@tabler/icons-react'
import ${name} from './${folder}.ts'

export default defineFieldDesigner(${name}, { icon: IconForms })
`,
    },
  }
}

const families = { field: { parent: 'packages/kinds/src/fields', make: fieldFiles } }

async function main([familyName, type, ...options]) {
  const family = Object.hasOwn(families, familyName ?? '') ? families[familyName] : undefined
  if (!family || !/^[a-z][a-z0-9_]{0,40}$/.test(type ?? '')) {
    process.stderr.write(usage)
    return 1
  }
  const parent = options[0] === '--into' && options[1] ? options[1] : join(repository, family.parent)
  const { folder, files } = family.make(type)
  try {
    await mkdir(parent, { recursive: true })
    await mkdir(join(parent, folder))
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    process.stderr.write(`${join(parent, folder)} is already there. / ${join(parent, folder)} 已存在。\n`)
    return 1
  }
  for (const [file, source] of Object.entries(files)) await writeFile(join(parent, folder, file), source)
  process.stdout.write(`${Object.keys(files)
    .map((file) => join(parent, folder, file))
    .join('\n')}\n
Change them, then run: node_modules/.bin/node node_modules/vitest/vitest.mjs run packages/kinds
修改后运行上面的测试。See docs/adding-a-field-type.md.\n`)
  return 0
}

process.exitCode = await main(process.argv.slice(2))
