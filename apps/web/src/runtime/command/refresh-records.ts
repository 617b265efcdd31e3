import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** Has all records of an app that are on the screen read again. */
export function refreshRecords(app: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [...queryKeys.app(app), 'records'] })
}
