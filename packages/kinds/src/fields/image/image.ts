import { defineFieldType } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { fileOptions } from '../../values/file-options.ts'
import { fileOperators } from '../../values/operator-sets.ts'
import { type FileValue, fileNames, normaliseFiles, StoredFiles } from '../../values/stored-files.ts'

const { maxCount, maxSizeMb } = fileOptions

export default defineFieldType({
  type: 'image',
  label: { zh: '图片', en: 'Images' },
  description: { zh: '一张或多张图片，以缩略图显示。', en: 'One or several pictures, shown as thumbnails.' },
  group: 'file',
  options: Type.Object({ maxCount, maxSizeMb }, { additionalProperties: false }),
  value: (options) => StoredFiles(options.maxCount),
  blank: [],
  normalise: (value: unknown, options) => normaliseFiles(value, options.maxCount),
  text: (value: FileValue[]) => fileNames(value),
  operators: () => fileOperators,
  expression: () => ({ kind: 'files' }),
  samples: {
    options: { maxCount: 3, maxSizeMb: 5 },
    valid: [[{ id: '01900000-0000-7000-8000-0000000000f2', name: '门店.jpg', size: 48_000, type: 'image/jpeg' }]],
    invalid: [{}, [null], [{ id: 7 }]],
  },
})
