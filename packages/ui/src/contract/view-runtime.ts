import type { EntityModel, ViewOptions } from '@mortise/metadata'
import type { ComponentType } from 'react'

export interface ViewProps<Options = ViewOptions> {
  entity: EntityModel
  /** As the user sees the view now, without what they may not know. Filter and sort come by `useViewServices`. */
  options: Options
}

/** The runtime half of a view type: what users see between the toolbar and the edge. */
export interface ViewRuntime {
  type: string
  View: ComponentType<ViewProps<never>>
}

/** Declares a runtime half; `Options` are those of the shared half. */
export function defineViewRuntime<Options>(
  shared: { type: string },
  { View }: { View: ComponentType<ViewProps<Options>> },
): ViewRuntime {
  return { type: shared.type, View: View as unknown as ViewRuntime['View'] }
}
