import type { DocumentId } from '@mortise/metadata'
import { AppIcon, PersonAvatar } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { useDesignDocument, useDraft } from '../draft/design-context.ts'
import { useDesignAddress } from './design-address.ts'
import classes from './design-navigation.module.css'
import { useOthersIn } from './use-presence.ts'

interface DocumentLinkProps {
  id: DocumentId | null
  icon: string
  label: string
  /** The page of the administration that changes it. */
  admin?: string
}

/** A document in the navigation: who else is in it, and how much is wrong with it. */
export function DocumentLink({ id, icon, label, admin }: DocumentLinkProps) {
  const { app, document, draft } = useDesignAddress()
  const issues = useDraft((snapshot) =>
    id === null ? 0 : snapshot.issues.filter((issue) => issue.document === id).length,
  )
  const others = useOthersIn(id)
  const gone = useDesignDocument(id ?? `app/${app}`) === undefined
  if (gone) return null
  const active = document === id
  const content = (
    <>
      <AppIcon name={icon} size={15} />
      <span className="ui-truncate">{label}</span>
      {others.map(({ user, name }) => (
        <span key={user} className={classes.other} title={name}>
          <PersonAvatar name={name} seed={user} size={16} />
        </span>
      ))}
      {issues > 0 ? <span className={classes.issues}>{issues}</span> : null}
    </>
  )
  if (admin)
    return (
      <Link to="/admin/$" params={{ _splat: admin }} className={classes.link}>
        {content}
      </Link>
    )
  return (
    <Link
      to="/design/$app/$"
      params={{ app, _splat: id ?? '' }}
      search={draft ? { draft } : {}}
      className={classes.link}
      data-active={active || undefined}
      aria-current={active ? 'page' : undefined}
    >
      {content}
    </Link>
  )
}
