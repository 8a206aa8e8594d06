/**
 * The blocks that screens are made of, each written once: page head, banner, card, stat strip, check row, pill, field,
 * progress, command, empty state. They know nothing of steps or the recovery.
 *
 * <p><b>Why screens are code and not FXML.</b> With these blocks a screen is a short list, as easy to review as its
 * FXML would be. FXML would add a second language, in which nothing checks names, types and nulls before the screen is
 * opened, and reflection at startup. As code, views are seen by the compiler, NullAway and every rename.
 */
@NullMarked
package org.etcdrecovery.console.widget;

import org.jspecify.annotations.NullMarked;
