import type { DocumentKind } from '@mortise/metadata'
import { type ComponentType, lazy } from 'react'

export interface DesignerProps {
  /** Key of the document, which is of the designer's kind and there. */
  documentKey: string
}

const designers: { readonly [Kind in DocumentKind]?: ComponentType<DesignerProps> } = {
  app: lazy(async () => ({ default: (await import('../table/app-overview.tsx')).AppOverview })),
  command: lazy(async () => ({ default: (await import('../button/command-designer.tsx')).CommandDesigner })),
  print: lazy(async () => ({ default: (await import('../print/print-designer.tsx')).PrintDesigner })),
  entity: lazy(async () => ({ default: (await import('../table/table-designer.tsx')).TableDesigner })),
  form: lazy(async () => ({ default: (await import('../form/form-designer.tsx')).FormDesigner })),
  public_form: lazy(async () => ({
    default: (await import('../form/public-form-designer.tsx')).PublicFormDesigner,
  })),
  view: lazy(async () => ({ default: (await import('../view/view-designer.tsx')).ViewDesigner })),
  menu: lazy(async () => ({ default: (await import('../menu/menu-designer.tsx')).MenuDesigner })),
  page: lazy(async () => ({ default: (await import('../page/page-designer.tsx')).PageDesigner })),
  process: lazy(async () => ({ default: (await import('../process/process-designer.tsx')).ProcessDesigner })),
  option_set: lazy(async () => ({ default: (await import('../table/option-set-designer.tsx')).OptionSetDesigner })),
}

/** What changes documents of a kind, loaded when one is opened; undefined: nothing does yet. */
export function designerOf(kind: DocumentKind): ComponentType<DesignerProps> | undefined {
  return designers[kind]
}
