/**
 * The application: puts the parts together with plain constructors, and hands each what it needs.
 *
 * <p>Views bind, view models decide, the core does. A view model is driven by a plain JUnit test: it knows properties
 * and no scene, it gets its threads from a {@link org.etcdrecovery.console.run.TaskRunner}, and it asks the desktop
 * through {@link org.etcdrecovery.console.shell.Dialogs}.
 */
@NullMarked
package org.etcdrecovery.console;

import org.jspecify.annotations.NullMarked;
