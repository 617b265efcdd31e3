import { type Draft, linesOf } from './draft.ts'

/** Behind an event gateway stands what waits, entered from there alone: it is the gateway that waits for all of them. */
export function checkEventGateways(draft: Draft): void {
  for (const gateway of draft.nodes.values()) {
    if (gateway.control.do !== 'first_of') continue
    for (const { to } of linesOf(draft, gateway.outgoing)) {
      const target = draft.nodes.get(to)
      if (target?.control.do === 'wait' && target.incoming.length === 1) continue
      draft.problems.error('event_gateway_target', gateway.element, { target: target?.element?.name ?? to })
    }
  }
}
