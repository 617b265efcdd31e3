import {
  type AppModel,
  type BlockPlace,
  defineBlockType,
  type EntityModel,
  IconName,
  Key,
  Localized,
  option,
  type ViewProblem,
} from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { relatedTables } from '../../block-parts/related-tables.ts'

export const buttonKinds = ['command', 'create', 'view', 'page', 'link'] as const
export type ButtonKind = (typeof buttonKinds)[number]

const PageButton = Type.Object(
  {
    does: option(Type.Enum([...buttonKinds]), {
      label: { zh: '点击后', en: 'On a click' },
      choices: {
        command: { zh: '执行操作', en: 'Run an action' },
        create: { zh: '新建记录', en: 'New record' },
        view: { zh: '打开视图', en: 'Open a view' },
        page: { zh: '打开页面', en: 'Open a page' },
        link: { zh: '打开链接', en: 'Open a link' },
      },
    }),
    command: Type.Optional(option(Key, { label: { zh: '操作', en: 'Action' } })),
    entity: Type.Optional(option(Key, { label: { zh: '数据表', en: 'Table' } })),
    view: Type.Optional(option(Key, { label: { zh: '视图', en: 'View' } })),
    page: Type.Optional(option(Key, { label: { zh: '页面', en: 'Page' } })),
    url: Type.Optional(
      option(Type.String({ minLength: 1, maxLength: 2000 }), { label: { zh: '地址', en: 'Address' } }),
    ),
    label: Type.Optional(option(Localized, { label: { zh: '名称', en: 'Label' } })),
    icon: Type.Optional(option(IconName, { label: { zh: '图标', en: 'Icon' } })),
  },
  { additionalProperties: false },
)
export type PageButton = Type.Static<typeof PageButton>

const ActionsOptions = Type.Object(
  {
    buttons: option(Type.Array(PageButton, { minItems: 1, maxItems: 20 }), {
      label: { zh: '按钮', en: 'Buttons' },
      editor: 'buttons',
    }),
    style: Type.Optional(
      option(Type.Enum(['buttons', 'tiles'], { default: 'buttons' }), {
        label: { zh: '样式', en: 'Style' },
        choices: { buttons: { zh: '按钮', en: 'Buttons' }, tiles: { zh: '磁贴', en: 'Tiles' } },
      }),
    ),
  },
  { additionalProperties: false },
)
export type ActionsOptions = Type.Static<typeof ActionsOptions>

/** In which option a button says what it runs, makes or opens. */
export const targetOf: { readonly [Does in ButtonKind]: Exclude<keyof PageButton, 'does' | 'label' | 'icon'> } = {
  command: 'command',
  create: 'entity',
  view: 'view',
  page: 'page',
  link: 'url',
}

/** What a browser may be sent to: nothing that runs as a program on our own pages. */
const allowed = /^(https?:\/\/|mailto:|tel:)/i

export default defineBlockType({
  type: 'actions',
  label: { zh: '快捷操作', en: 'Actions' },
  description: {
    zh: '一组按钮：执行操作、新建记录、打开视图、页面或链接。',
    en: 'Buttons: run an action, make a record, open a view, a page or a link.',
  },
  icon: 'bolt',
  options: ActionsOptions,
  roles: {
    buttons: {
      names: 'members',
      each: {
        command: { names: 'command', vital: true },
        entity: { names: 'entity', vital: true },
        view: { names: 'view', vital: true },
        page: { names: 'page', vital: true },
      },
    },
  },
  span: { first: 12, least: 2 },
  labelled: true,
  check: ({ buttons }) => buttons.flatMap((button, at) => problemsOf(button, `/buttons/${at}`)),
  defaultOptions({ model, entity }) {
    const commands = commandsOf(model, entity).map(({ key }): PageButton => ({ does: 'command', command: key }))
    const tables = freshTables({ model, entity }).map(({ key }): PageButton => ({ does: 'create', entity: key }))
    const buttons = [...commands.slice(0, 2), ...tables.slice(0, 3)]
    return buttons.length > 0 ? { buttons } : null
  },
})

function problemsOf(button: PageButton, pointer: string): ViewProblem[] {
  const target = targetOf[button.does as ButtonKind]
  const value = button[target]
  if (value === undefined) return [{ pointer, code: 'BUTTON_WITHOUT_TARGET' }]
  const strange = Object.values(targetOf).find((other) => other !== target && button[other] !== undefined)
  if (strange) return [{ pointer: `${pointer}/${strange}`, code: 'BUTTON_WITHOUT_TARGET' }]
  if (button.does !== 'link') return []
  return [
    ...(allowed.test(String(value)) ? [] : [{ pointer: `${pointer}/url`, code: 'BUTTON_ADDRESS' as const }]),
    ...(button.label ? [] : [{ pointer, code: 'BUTTON_WITHOUT_NAME' as const }]),
  ]
}

/** The actions of the table of the page. */
function commandsOf(model: AppModel, entity: EntityModel | null) {
  return [...model.commands.values()].filter((command) => !command.off && command.entity === entity?.key)
}

/** The tables of which a button can make a record: those around the record, else all. */
function freshTables({ model, entity }: BlockPlace): EntityModel[] {
  const related = relatedTables(model, entity).map((one) => one.entity)
  return related.length > 0 ? related : [...model.entities.values()].filter(({ parent }) => !parent)
}
