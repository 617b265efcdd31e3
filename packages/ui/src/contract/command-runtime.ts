import type { FormFilling } from './runtime-services.ts'

/** What the runtime halves of actions may do. */
export interface CommandServices {
  openRecord(entity: string, id: string): void
  /** Opens the dialog for a new record with values filled in; without `form` in the form that suits it. */
  createRecord(entity: string, values: { [field: string]: unknown }, form?: string): void
  /** Opens a form of a record over the page; true once it was saved. */
  fillForm(filling: FormFilling): Promise<boolean>
  /** Opens an address elsewhere; only http, https, mailto and tel. */
  openLink(url: string): void
  /** Shows the PDF of records. */
  print(template: string, ids: readonly string[]): void
}

/** The runtime half of a type of action: what is left for the browser after the server has done its part. */
export interface CommandRuntime {
  type: string
  /** What is to be known before a command with it is run: the form it opens, or how many records it changes. */
  asks?: 'form' | 'count'
  /** The steps of several records are done together, as one; else each by itself. */
  together?: boolean
  run(step: never, services: CommandServices, all: readonly never[]): void
}

/** Declares a runtime half; `Step` is what the server half gives. */
export function defineCommandRuntime<Step>(
  shared: { type: string },
  runtime: Pick<CommandRuntime, 'asks' | 'together'> & {
    run(step: Step, services: CommandServices, all: readonly Step[]): void
  },
): CommandRuntime {
  return { type: shared.type, ...runtime } as unknown as CommandRuntime
}
