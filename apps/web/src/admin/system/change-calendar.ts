import { toast, toastError } from '@mortise/ui'
import { messageOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { adminTexts } from '../frame/admin-texts.ts'

/** Waits for a change of the calendar and shows it; what counts working days is computed again by the server. */
export async function changeCalendar(request: Promise<unknown>): Promise<boolean> {
  try {
    await request
    await queryClient.invalidateQueries({ queryKey: queryKeys.admin('calendar') })
    toast(adminTexts.t('saved'))
    return true
  } catch (failure) {
    toastError(messageOf(failure))
    return false
  }
}
