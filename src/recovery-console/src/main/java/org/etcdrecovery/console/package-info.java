/**
 * The application: assembles the parts with plain constructors and gives each part what it needs.
 *
 * <p>Views bind, view models decide, the core does the work. A plain JUnit test can drive a view model: it knows
 * properties and no scene, it gets its threads from a {@link org.etcdrecovery.console.run.TaskRunner}, and it shows
 * dialogs through {@link org.etcdrecovery.console.shell.Dialogs}.
 */
@NullMarked
package org.etcdrecovery.console;

import org.jspecify.annotations.NullMarked;
