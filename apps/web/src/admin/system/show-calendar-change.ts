import { toast } from '@mortise/ui'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { adminTexts } from '../frame/admin-texts.ts'

/** After a change of the calendar; what counts working days is computed again by the server. */
export async function showCalendarChange(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: queryKeys.admin('calendar') })
  toast(adminTexts.t('saved'))
}
