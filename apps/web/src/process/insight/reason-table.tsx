import type { InsightReason } from '@mortise/api'
import { useLanguage, useLocalize, useText } from '@mortise/ui'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { countText, shareText } from './number-text.ts'
import { WideTable } from './wide-table.tsx'

interface ReasonTableProps {
  reasons: readonly InsightReason[]
  nameOf(node: string): string
}

/** Why people decided as they did: each reason with its share of the same outcome at the same step. */
export function ReasonTable({ reasons, nameOf }: ReasonTableProps) {
  const t = useText(insightTexts)
  return (
    <WideTable label={t('reasons')}>
      <thead>
        <tr>
          <th>{t('node')}</th>
          <th data-words>{t('reason')}</th>
          <th>{t('count')}</th>
          <th>{t('shareOfOutcome')}</th>
        </tr>
      </thead>
      {groupsOf(reasons).map((group) => (
        <Group key={`${group[0]?.outcome} ${group[0]?.node}`} group={group} nameOf={nameOf} />
      ))}
    </WideTable>
  )
}

/** Those of one outcome at one step; they come one after the other. */
function groupsOf(reasons: readonly InsightReason[]): InsightReason[][] {
  const groups: InsightReason[][] = []
  for (const reason of reasons) {
    const last = groups.at(-1)
    if (last?.[0]?.node === reason.node && last[0].outcome === reason.outcome) last.push(reason)
    else groups.push([reason])
  }
  return groups
}

function Group({ group, nameOf }: { group: readonly InsightReason[] } & Pick<ReasonTableProps, 'nameOf'>) {
  const t = useText(insightTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const whole = group.reduce((sum, { n }) => sum + n, 0)
  return (
    <tbody>
      {group.map(({ node, outcome, reason, label, n }, at) => (
        <tr key={reason ?? ''}>
          {at === 0 ? (
            <th scope="rowgroup" rowSpan={group.length} className={classes.outcome}>
              {nameOf(node)}
              <span className={classes.cardText}>{t(`outcome_${outcome}`)}</span>
            </th>
          ) : null}
          <td data-words className={classes.reason}>
            {label ? localize(label) : <span className={classes.cardText}>{t('noReason')}</span>}
          </td>
          <td>{countText(n, language)}</td>
          <td>
            <span className={classes.share}>
              <span className={classes.reasonBar} data-outcome={outcome} aria-hidden>
                <span style={{ width: `${Math.round((n / whole) * 100)}%` }} />
              </span>
              {shareText(n / whole, language)}
            </span>
          </td>
        </tr>
      ))}
    </tbody>
  )
}
