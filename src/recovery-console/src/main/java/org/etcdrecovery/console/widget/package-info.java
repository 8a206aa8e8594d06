/**
 * The blocks that screens are made of, each written once: page head, banner, card, stat strip, check row, pill, field,
 * progress, command, empty state. They know no step and no recovery.
 *
 * <p><b>Why screens are code and not FXML.</b> With these blocks a screen is a list of them, as short to review as its
 * FXML would be. What FXML adds is a second language whose names, types and nulls nothing checks before the screen is
 * opened, and reflection at start. So views are code, and the compiler, NullAway and a rename see all of it.
 */
@NullMarked
package org.etcdrecovery.console.widget;

import org.jspecify.annotations.NullMarked;
