package org.etcdrecovery.console;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.image.Image;

/** The window's icon, in the sizes that desktops ask for. */
final class AppIcon {
    private static final int[] SIZES = {16, 32, 48, 128, 256};

    private AppIcon() {}

    static List<Image> images() {
        return IntStream.of(SIZES)
                .mapToObj(size -> Objects.requireNonNull(AppIcon.class.getResourceAsStream("icon-" + size + ".png")))
                .map(Image::new)
                .toList();
    }
}
