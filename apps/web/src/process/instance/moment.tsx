import { Tooltip, useLanguage } from '@mortise/ui'
import { useSession } from '../../api/session.ts'
import { exactTime } from '../../runtime/record/timeline/relative-time.ts'
import { momentWords } from './time-words.ts'

/** When something was, short; all of it where the pointer rests. */
export function Moment({ at }: { at: string }) {
  const language = useLanguage()
  const { timeZone } = useSession().workspace
  return (
    <Tooltip label={exactTime(at, timeZone, language)}>
      <time dateTime={at}>{momentWords(at, new Date(), { timeZone, language })}</time>
    </Tooltip>
  )
}
