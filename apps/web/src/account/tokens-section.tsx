import type { ApiToken } from '@mortise/api'
import {
  Button,
  confirm,
  EmptyState,
  ErrorState,
  RowSkeletons,
  Stack,
  toast,
  toastError,
  useLanguage,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/api-client.ts'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { queryClient } from '../api/query-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import classes from './account-route.module.css'
import { AccountSection } from './account-section.tsx'
import { accountTexts } from './account-texts.ts'
import { NewTokenDialog } from './new-token-dialog.tsx'

/** The user's tokens for other programs: making and revoking them. */
export function TokensSection() {
  const t = useText(accountTexts)
  const [creating, setCreating] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.tokens,
    queryFn: async ({ signal }) => (await api.get<{ tokens: ApiToken[] }>('/tokens', { signal })).tokens,
  })
  return (
    <AccountSection title={t('tokens')} text={t('tokensText')}>
      <Stack gap="lg" align="flex-start">
        <div style={{ width: '100%' }}>
          {error ? (
            <ErrorState
              compact
              message={messageOf(error)}
              errorId={requestIdOf(error)}
              onRetry={() => void refetch()}
            />
          ) : null}
          {!data && !error ? <RowSkeletons rows={2} height={52} /> : null}
          {data?.length === 0 ? <EmptyState compact icon="key" title={t('tokensEmpty')} /> : null}
          {data?.length ? <TokenList tokens={data} /> : null}
        </div>
        <Button variant="default" onClick={() => setCreating(true)}>
          {t('tokenNew')}
        </Button>
      </Stack>
      {creating ? <NewTokenDialog onClose={() => setCreating(false)} /> : null}
    </AccountSection>
  )
}

function TokenList({ tokens }: { tokens: readonly ApiToken[] }) {
  const t = useText(accountTexts)
  const language = useLanguage()
  const dates = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium' })
  const show = (instant: string) => dates.format(new Date(instant))
  return (
    <ul className={classes.tokens}>
      {tokens.map((token) => (
        <li key={token.id}>
          <div className={classes.grow}>
            <div className={classes.name}>{token.name}</div>
            <div className={classes.meta}>
              {[
                `${token.prefix}…`,
                token.scopes.join(', '),
                `${t('tokenExpires')} ${token.expiresAt ? show(token.expiresAt) : t('tokenNever')}`,
                token.lastUsedAt ? `${t('tokenLastUsed')} ${show(token.lastUsedAt)}` : t('tokenNeverUsed'),
              ].join(' · ')}
            </div>
          </div>
          <Button variant="subtle" color="red" size="xs" onClick={() => void revoke(token)}>
            {t('tokenRevoke')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

async function revoke(token: ApiToken): Promise<void> {
  const agreed = await confirm({
    title: accountTexts.t('tokenRevokeTitle', { name: token.name }),
    text: accountTexts.t('tokenRevokeText'),
    confirmLabel: accountTexts.t('tokenRevoke'),
    danger: true,
  })
  if (!agreed) return
  try {
    await api.delete(`/tokens/${token.id}`)
    toast(accountTexts.t('tokenRevoked'))
    await queryClient.invalidateQueries({ queryKey: queryKeys.tokens })
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
}
