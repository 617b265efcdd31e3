import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { fileOptions } from '../../values/file-options.ts'
import { fileOperators } from '../../values/operator-sets.ts'
import { type FileValue, fileNames, normaliseFiles, StoredFiles } from '../../values/stored-files.ts'

export default defineFieldType({
  type: 'file',
  label: { zh: '附件', en: 'Files' },
  description: { zh: '一个或多个文件。', en: 'One or several files.' },
  group: 'file',
  options: Type.Object(fileOptions, { additionalProperties: false }),
  value: ({ maxCount }) => StoredFiles(maxCount),
  blank: [],
  normalise: (value: unknown, { maxCount }) => normaliseFiles(value, maxCount),
  text: (value: FileValue[]) => fileNames(value),
  operators: () => fileOperators,
  expression: () => ({ kind: 'files' }),
  samples: {
    options: { maxCount: 2, maxSizeMb: 20 },
    valid: [
      [{ id: '01900000-0000-7000-8000-0000000000f1', name: '合同 (终稿).pdf', size: 102_400, type: 'application/pdf' }],
    ],
    invalid: ['x', [{ id: 'x' }], [{ name: 'a.pdf' }], [{ id: '01900000-0000-7000-8000-0000000000f1', path: '/etc' }]],
  },
})
