import type { InstanceStatus } from '@mortise/api'
import type { ColourName } from '@mortise/metadata'

const statusColours: { readonly [Status in InstanceStatus]: ColourName } = {
  running: 'blue',
  done: 'green',
  rejected: 'red',
  withdrawn: 'grey',
  cancelled: 'grey',
}

interface StatusLook {
  text: `status_${InstanceStatus}`
  colour: ColourName
}

/** How the state of an instance is shown; an outcome "rejected" of one that came to its end is a refusal as well. */
export function statusLook({ status, outcome }: { status: InstanceStatus; outcome: string | null }): StatusLook {
  const shown = status === 'done' && outcome === 'rejected' ? 'rejected' : status
  return { text: `status_${shown}`, colour: statusColours[shown] }
}
