import { createRegistry, type Registry } from '@mortise/core'
import { defineViewType, type ViewType } from '../contract/view-type.ts'
import { FieldPath } from '../documents/common.ts'
import { ListOptions, viewBase } from '../documents/view.ts'
import { shownField } from '../model/resolve-path.ts'
import { Type } from '../schema/type.ts'
import { aggregateProblem } from '../validate/aggregate-problem.ts'

const anyField = { accepts: () => true, wanted: { zh: '字段', en: 'a field' } }

/** A list as it is in the product, and a type of view that needs a choice of the table itself. */
export const testViewTypes: Registry<ViewType> = createRegistry<ViewType>('view type', [
  defineViewType({
    type: 'list',
    label: { zh: '列表', en: 'List' },
    description: { zh: '列表', en: 'List' },
    icon: 'table',
    options: ListOptions,
    fields: { columns: anyField, group: anyField },
    check: ({ columns, group }, { field }) => [
      ...columns.flatMap(({ field: path, summary }, index) => {
        const found = summary && field(path)
        const params = found ? aggregateProblem(found, summary) : null
        return params ? [{ pointer: `/columns/${index}/summary`, code: 'AGGREGATE_IMPOSSIBLE', params }] : []
      }),
      ...[group === undefined ? null : field(group)].flatMap((found) =>
        found && !shownField(found).kind.groupable
          ? [{ pointer: '/group', code: 'GROUP_FIELD_UNFIT', params: { type: found.kind.label } }]
          : [],
      ),
    ],
    defaultOptions: ({ title }) => ({ columns: [{ field: title.key }] }),
  }) as ViewType,
  defineViewType({
    type: 'board',
    label: { zh: '看板', en: 'Board' },
    description: { zh: '看板', en: 'Board' },
    icon: 'table',
    options: Type.Object(
      {
        ...viewBase,
        group: FieldPath,
        fields: Type.Optional(Type.Array(FieldPath)),
        colour: Type.Optional(FieldPath),
      },
      { additionalProperties: false },
    ),
    fields: {
      group: {
        accepts: (field) => shownField(field).optionSet !== null,
        wanted: { zh: '单选字段', en: 'a single choice' },
        own: true,
      },
      fields: anyField,
      colour: anyField,
    },
    defaultOptions: () => null,
  }) as ViewType,
])
