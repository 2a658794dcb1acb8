package custos.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// A picture of a page in few bytes: cut off below, in the 128 colours that are there most.
final class SmallPicture {
    private static final int MAX_HEIGHT = 1_600;
    private static final int COLOURS = 128;

    private SmallPicture() {}

    static void write(byte[] png, Path file) {
        try {
            BufferedImage whole = ImageIO.read(new ByteArrayInputStream(png));
            int height = Math.min(whole.getHeight(), MAX_HEIGHT);
            ImageIO.write(reduced(whole, whole.getWidth(), height), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage reduced(BufferedImage from, int width, int height) {
        int[] pixels = from.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
        }
        List<Integer> palette =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(COLOURS)
                        .map(Map.Entry::getKey)
                        .toList();
        int[] colours = palette.stream().mapToInt(colour -> colour).toArray();
        var model =
                new IndexColorModel(
                        8,
                        colours.length,
                        colours,
                        0,
                        false,
                        -1,
                        java.awt.image.DataBuffer.TYPE_BYTE);
        var to = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] =
                        nearest.computeIfAbsent(
                                pixels[y * width + x] & 0xFFFFFF,
                                colour -> nearest(colour, colours));
            }
            to.getRaster().setSamples(0, y, width, 1, 0, row);
        }
        return to;
    }

    private static int nearest(int colour, int[] colours) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = distance(colour, colours[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16 & 0xFF) - (b >> 16 & 0xFF);
        int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
        int blue = (a & 0xFF) - (b & 0xFF);
        return red * red + green * green + blue * blue;
    }
}
