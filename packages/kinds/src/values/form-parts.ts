import type { AppModel, CommandPart } from '@mortise/metadata'

/** A form that an action opens: it has to be there, and to be of the table whose records it is opened for. */
export function formParts(
  key: string,
  entity: string,
  { model, pointer }: { model: AppModel; pointer: string },
): CommandPart[] {
  const form = model.forms.get(key)
  return [
    { part: 'document', pointer, kind: 'form', key },
    ...(form && form.entity !== entity ? [{ part: 'problem' as const, pointer, problem: otherTable }] : []),
  ]
}

const otherTable = {
  zh: '这个表单不是这张表的，请选择这张表的表单。',
  en: 'This form is of another table. Choose one of the table.',
}
