import { appQuery } from './app-description.ts'
import { queryClient } from './query-client.ts'
import { queryKeys } from './query-keys.ts'

/** Which revision of an app runs here; 0 before it does. */
export function runningRevision(app: string): number {
  return queryClient.getQueryData(appQuery(app).queryKey)?.model.revision ?? 0
}

/** Takes on the revision in force: first the app, then what is read with the names of its fields. */
export async function renewApp(app: string): Promise<void> {
  const description = queryKeys.description(app)
  await queryClient.refetchQueries({ queryKey: description })
  // What is on the screen is drawn with the new fields before it asks for them.
  await new Promise((resolve) => setTimeout(resolve, 50))
  await queryClient.invalidateQueries({
    queryKey: queryKeys.app(app),
    predicate: ({ queryKey }) => description.some((part, at) => part !== queryKey[at]),
  })
}
