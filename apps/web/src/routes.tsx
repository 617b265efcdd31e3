import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ApiError } from './api/api-error.ts'
import { queryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { validateDesignSearch } from './design/frame/design-search.ts'
import { validateTaskSearch } from './process/tasks/task-search.ts'
import { validateListSearch } from './runtime/list/list-search.ts'
import { isLocalPath } from './shell/local-path.ts'
import { NotFound } from './shell/not-found.tsx'
import { RouteError } from './shell/route-error.tsx'
import { RoutePending } from './shell/route-pending.tsx'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { back?: string } => (isLocalPath(search.back) ? { back: search.back } : {}),
  component: lazyRouteComponent(() => import('./login/login-route.tsx'), 'LoginRoute'),
})

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./gallery/gallery-route.tsx'), 'GalleryRoute'),
})

/** A form that whoever has the link can fill in. */
const publicForm = createRoute({
  getParentRoute: () => root,
  path: '/f/$token',
  component: lazyRouteComponent(() => import('./public-form/public-form-route.tsx'), 'PublicFormRoute'),
})

/** Something that whoever has the link can answer once. */
const answer = createRoute({
  getParentRoute: () => root,
  path: '/p/$token',
  component: lazyRouteComponent(() => import('./answer-link/answer-route.tsx'), 'AnswerRoute'),
})

/** Everything behind the login. Nobody signed in: to the login page, and back here after it. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/login', search: location.href === '/' ? {} : { back: location.href } })
      throw error
    }
  },
  component: lazyRouteComponent(() => import('./shell/shell-layout.tsx'), 'ShellLayout'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./shell/home-route.tsx'), 'HomeRoute'),
})

const apps = createRoute({
  getParentRoute: () => shell,
  path: '/apps',
  component: lazyRouteComponent(() => import('./shell/home-route.tsx'), 'AppsRoute'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account-route.tsx'), 'AccountRoute'),
})

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./notifications/notifications-route.tsx'), 'NotificationsRoute'),
})

/** The address in mail. */
const notification = createRoute({
  getParentRoute: () => shell,
  path: '/notifications/$id',
  component: lazyRouteComponent(() => import('./notifications/notifications-route.tsx'), 'FollowNotificationRoute'),
})

/** What waits for the user, over all apps; below it one of them. */
const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  validateSearch: validateTaskSearch,
  component: lazyRouteComponent(() => import('./process/tasks/task-centre.tsx'), 'TaskCentre'),
})

const task = createRoute({ getParentRoute: () => tasks, path: '$instance' })

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin/$',
  component: lazyRouteComponent(() => import('./admin/admin-routes.tsx'), 'AdminRoutes'),
})

const design = createRoute({
  getParentRoute: () => shell,
  path: '/design/$app/$',
  validateSearch: validateDesignSearch,
  component: lazyRouteComponent(() => import('./design/design-routes.tsx'), 'DesignRoutes'),
})

const app = createRoute({
  getParentRoute: () => shell,
  path: '/a/$app',
  component: lazyRouteComponent(() => import('./shell/app-scope.tsx'), 'AppScope'),
})

const appHome = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./shell/app-home.tsx'), 'AppHome'),
})

/** Whatever of an app is not a table is below `-`, which cannot be the key of one. */
const page = createRoute({
  getParentRoute: () => app,
  path: '/-/page/$page',
  component: lazyRouteComponent(() => import('./runtime/page/page-route.tsx'), 'PageRoute'),
})

/** Where the time goes in the processes of the app. */
const insights = createRoute({
  getParentRoute: () => app,
  path: '/-/insight',
  component: lazyRouteComponent(() => import('./process/insight/insight-route.tsx'), 'InsightRoute'),
})

const insight = createRoute({
  getParentRoute: () => app,
  path: '/-/insight/$process',
  component: lazyRouteComponent(() => import('./process/insight/insight-route.tsx'), 'InsightRoute'),
})

const list = createRoute({
  getParentRoute: () => app,
  path: '/$entity',
  validateSearch: validateListSearch,
  component: lazyRouteComponent(() => import('./runtime/list/list-route.tsx'), 'ListRoute'),
})

const record = createRoute({
  getParentRoute: () => app,
  path: '/$entity/$id',
  component: lazyRouteComponent(() => import('./runtime/record/record-route.tsx'), 'RecordRoute'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    gallery,
    publicForm,
    answer,
    shell.addChildren([
      home,
      apps,
      account,
      tasks.addChildren([task]),
      notifications,
      notification,
      admin,
      design,
      app.addChildren([appHome, page, insights, insight, list, record]),
    ]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
