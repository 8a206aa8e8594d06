/** Fonts and the two themes. Styles go by role; light and dark differ in AtlantaFX's tokens only. */
@NullMarked
package org.etcdrecovery.console.theme;

import org.jspecify.annotations.NullMarked;
