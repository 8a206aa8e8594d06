/**
 * The window around the steps: header, rail, help, footer, and the model that moves between them.
 *
 * <p>A step is a {@link org.etcdrecovery.console.shell.StepModel} and a view that only binds to it. The models are
 * data, a list in {@link org.etcdrecovery.console.shell.Wizard}. What the shell shows around a view comes from the
 * step's {@link org.etcdrecovery.console.shell.StepOutline}, so no view has to know the shell.
 *
 * <p><b>Enter</b> presses the focused button only, never the primary one from elsewhere: in this program a stray key
 * must not write directories. Ctrl+Enter presses the primary one.
 */
@NullMarked
package org.etcdrecovery.console.shell;

import org.jspecify.annotations.NullMarked;
