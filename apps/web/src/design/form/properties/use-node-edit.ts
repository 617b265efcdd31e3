import type { FormItem } from '@mortise/metadata'
import { useFormDesign } from '../form-design-context.ts'
import { changeNode } from '../tree/edit-tree.ts'
import type { FormPart, Member } from '../tree/form-node.ts'

/** Changes the properties of a node; undefined takes a property away. `merge` joins what is typed. */
export function useNodeEdit<Some extends FormItem | FormPart>(id: string) {
  const { actions } = useFormDesign()
  return (change: { [Property in keyof Some]?: Some[Property] | undefined }, merge?: string): void =>
    actions.edit(
      'didChange',
      [id],
      (body) => changeNode(body, id, (member) => withoutUndefined({ ...member, ...change }) as Member),
      merge === undefined ? undefined : `${id} ${merge}`,
    )
}

export function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
}
