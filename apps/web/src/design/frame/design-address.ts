import { type DocumentId, type DocumentKind, documentKinds } from '@mortise/metadata'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The document that the address names; null: the overview. */
export function documentInPath(path: string): DocumentId | null {
  const [kind = '', key] = path.split('/').filter(Boolean)
  return key !== undefined && Object.hasOwn(documentKinds, kind) ? `${kind as DocumentKind}/${key}` : null
}

/** Where in the designer the user is, and how to get elsewhere in the same draft. */
export function useDesignAddress() {
  const { app, _splat: path = '' } = useParams({ from: '/shell/design/$app/$' })
  const { draft, at = null } = useSearch({ from: '/shell/design/$app/$' })
  const navigate = useNavigate()
  const open = useCallback(
    (document: DocumentId | null, selected?: string) =>
      void navigate({
        to: '/design/$app/$',
        params: { app, _splat: document ?? '' },
        search: { ...(draft && { draft }), ...(selected && { at: selected }) },
      }),
    [navigate, app, draft],
  )
  const select = useCallback(
    (selected: string | null) =>
      void navigate({
        to: '/design/$app/$',
        params: { app, _splat: path },
        search: { ...(draft && { draft }), ...(selected && { at: selected }) },
        replace: true,
      }),
    [navigate, app, path, draft],
  )
  return { app, document: documentInPath(path), at, draft: draft ?? null, open, select }
}
