"""现场图景: flat drawings of what officers photograph; `text` is what is written in the picture."""

from __future__ import annotations

from collections.abc import Callable

from sanxiang.cli.demo_city.content.brush import HEIGHT, WIDTH, Brush

_GOODS = ("#c75b4a", "#d9a441", "#5b8e7d", "#4a6fa5", "#a86e9b", "#e0c068", "#7a9e56")


def chimney(b: Brush, text: str) -> None:
    """A factory whose stack lets out smoke."""
    b.sky("#cbd7df", "#8f978e")
    for n, r in enumerate((30, 46, 64, 84, 104)):
        b.round(
            700 + n * 52, 128 - n * 22, r, ("#b3b8bb", "#bcc1c4", "#c3c9cc", "#cad0d3", "#d0d7db")[n], 0.7
        )
    b.shape([(640, 420), (655, 130), (705, 130), (720, 420)], "#8b6f63")
    for y in (150, 200, 250):
        b.box(650, y, 60, 14, "#c9483b")
    b.box(120, 250, 500, 190, "#a7aeb3")
    for x in range(120, 620, 125):
        b.shape([(x, 250), (x, 190), (x + 125, 250)], "#7f888f")
        b.box(x + 26, 300, 70, 56, "#54656f")
    b.box(60, 430, 840, 22, "#6f766e")
    b.tag(700, 480, text)


def outlet(b: Brush, text: str) -> None:
    """A pipe that discharges into a ditch."""
    b.sky("#d5e0e6", "#7c8c6c", 250)
    b.shape([(0, 420), (960, 360), (960, 588), (0, 588)], "#6f8f94")
    b.shape([(250, 402), (560, 384), (760, 588), (180, 588)], "#8a8468")
    b.box(0, 250, 430, 110, "#9b9c98")
    b.box(380, 262, 150, 84, "#5f676d", 8)
    b.round(530, 304, 42, "#3b4247")
    b.shape([(505, 300), (556, 300), (600, 420), (480, 430)], "#9a9272")
    for x, y in ((470, 452), (580, 470), (640, 520), (390, 540)):
        b.round(x, y, 26, "#b5ae93", 0.4)
    b.tag(240, 210, text)


def monitor(b: Brush, text: str) -> None:
    """A cabinet of automatic monitoring with its screen."""
    b.room("#dfe5e3", "#9aa3a6")
    b.box(300, 60, 360, 420, "#cfd6da", 10, "#7c878e")
    b.box(340, 100, 280, 170, "#16323c", 6)
    b.line([(360, 230), (410, 200), (450, 214), (500, 160), (550, 190), (600, 176)], "#57d08c", 4)
    b.words(480, 126, text, 24, "#dff7e9")
    for n in range(3):
        b.round(380 + n * 100, 330, 22, ("#4caf6d", "#d9a441", "#c9483b")[n])
    b.box(370, 380, 220, 70, "#aab3b8", 4)
    b.line([(660, 300), (760, 300), (760, 480)], "#59656c", 12)


def workshop(b: Brush, text: str) -> None:
    """A production line indoors."""
    b.room("#d7dadb", "#9d9f9e", 400)
    for x in range(40, 940, 230):
        b.box(x, 40, 150, 90, "#eef4f6", 4, "#9aa5aa")
    b.box(80, 330, 800, 40, "#5a646b", 6)
    for x in range(110, 880, 90):
        b.round(x, 388, 18, "#3d454b")
    for n, x in enumerate(range(130, 820, 150)):
        b.box(x, 262, 90, 68, _GOODS[n % 7], 6)
    b.box(600, 150, 200, 112, "#7d8a93", 8)
    b.round(700, 206, 34, "#d9a441")
    b.tag(300, 500, text)


def paint_booth(b: Brush, text: str) -> None:
    """A car being sprayed in an open shop."""
    b.room("#d8d2c4", "#8f8a80", 420)
    b.shape([(210, 400), (270, 300), (430, 262), (600, 262), (720, 330), (800, 350), (810, 400)], "#b9483f")
    b.shape([(320, 300), (440, 276), (470, 330), (330, 340)], "#dbe6ec")
    b.shape([(490, 276), (590, 276), (660, 330), (500, 330)], "#dbe6ec")
    b.box(205, 380, 610, 44, "#b9483f", 10)
    b.wheel(320, 424, 40)
    b.wheel(700, 424, 40)
    for n in range(6):
        b.round(140 + n * 26, 240 - n * 12, 18 + n * 5, "#e3b3ad", 0.8)
    b.box(60, 240, 60, 26, "#4d565d", 6)
    b.tag(560, 510, text)


def shelf(b: Brush, text: str) -> None:
    """Goods on the shelves of a shop, one of them with its label."""
    b.room("#efece4", "#c9bfae", 500)
    b.box(110, 50, 740, 440, "#b99d7a", 6)
    for row in range(3):
        y = 70 + row * 140
        b.box(130, y, 700, 118, "#f7f1e5")
        x = 146
        while x < 780:
            wide, tall = b.dice.randrange(36, 62), b.dice.randrange(66, 104)
            b.box(x, y + 116 - tall, wide, tall, b.dice.choice(_GOODS), 6)
            b.box(x + 6, y + 130 - tall, wide - 12, 18, "#fbf8f0", 2)
            x += wide + 10
        b.box(110, y + 118, 740, 14, "#8f734f")
    b.tag(480, 262, text, 26)


def label(b: Brush, text: str) -> None:
    """A package close up, with the printed date."""
    b.box(0, 0, WIDTH, HEIGHT, "#b8aa95")
    b.box(230, 40, 500, 500, "#c65d47", 26)
    b.box(270, 90, 420, 130, "#f6ecd8", 10)
    b.words(480, 135, "预包装食品", 40, "#7d2f22")
    b.words(480, 186, "净含量：见包装", 22, "#7d2f22")
    for y in (250, 282, 314, 346):
        b.box(290, y, b.dice.randrange(240, 380), 12, "#e6b9a8", 4)
    b.box(290, 390, 380, 96, "#fffdf6", 4)
    b.words(480, 438, text, 27, "#1f2a33")


def fridge(b: Brush, text: str) -> None:
    """An open refrigerator in a kitchen."""
    b.room("#e7eef0", "#b7bfc2", 480)
    b.box(330, 40, 320, 460, "#f6f9fa", 12, "#aab6bb")
    b.shape([(650, 44), (790, 90), (790, 520), (650, 498)], "#dde6e9")
    for row in range(4):
        y = 70 + row * 104
        b.box(350, y, 280, 92, "#d2e2e8")
        for n in range(4):
            colour = b.dice.choice(("#a85a4b", "#7d6a4c", "#93a269", "#c98d5a"))
            b.box(362 + n * 66, y + 34, 54, 56, colour, 10)
    b.tag(480, 545, text)


def kitchen(b: Brush, text: str) -> None:
    """A stove with pans and a worktop."""
    b.room("#e4ebe8", "#a9a9a2", 420)
    b.box(80, 330, 800, 120, "#c7ced2", 4, "#8b969c")
    for x in (220, 420, 620):
        b.round(x, 326, 66, "#3a4046", 0.34)
        b.round(x, 318, 54, b.dice.choice(("#b4622f", "#94502b", "#c98740")), 0.28)
        b.line([(x + 60, 316), (x + 120, 300)], "#2b3035", 10)
    b.box(100, 60, 760, 70, "#98a4aa", 6)
    for x in range(140, 820, 90):
        b.line([(x, 130), (x, 190)], "#6c777d", 5)
        b.round(x, 206, 18, "#7d888e")
    b.tag(480, 510, text)


def storefront(b: Brush, text: str) -> None:
    """A shop in a street, its name above the door."""
    b.sky("#d3e2ec", "#a7a7a3", 470)
    b.box(120, 90, 720, 390, "#cdb79a", 4)
    b.box(140, 120, 680, 80, "#8f2f28", 6)
    b.words(480, 160, text, 36, "#f8e8c0")
    b.box(180, 230, 240, 180, "#b9d3dd", 4, "#6f7f86")
    b.box(540, 230, 240, 180, "#b9d3dd", 4, "#6f7f86")
    b.box(440, 230, 80, 250, "#6d5844", 4)
    for x in range(196, 400, 50):
        b.box(x, 330, 38, 74, b.dice.choice(_GOODS), 4)
    b.box(0, 480, WIDTH, 18, "#7d7d79")


def screen(b: Brush, text: str) -> None:
    """A page of an online shop on a computer screen."""
    b.room("#dfdad2", "#a58e73", 470)
    b.box(150, 40, 660, 410, "#22272c", 14)
    b.box(170, 60, 620, 366, "#ffffff")
    b.box(170, 60, 620, 44, "#d94f3d")
    b.words(190, 82, "商品详情", 22, "#ffffff", "lm")
    b.box(200, 130, 200, 200, "#ecd9c6", 8)
    b.round(300, 230, 62, b.dice.choice(_GOODS))
    for y, wide in ((220, 330), (252, 280), (284, 310), (316, 200)):
        b.box(430, y, wide, 14, "#d9dee2", 4)
    b.words(430, 160, text, 27, "#b92f22", "lm")
    b.box(430, 356, 150, 44, "#d94f3d", 6)
    b.box(420, 450, 120, 40, "#2d3339")


def price_tags(b: Brush, text: str) -> None:
    """Crates of fruit and vegetables, most without a price."""
    b.room("#efe8da", "#b1a48d", 470)
    for row, y in enumerate((150, 320)):
        for n in range(4):
            x = 90 + n * 205
            b.box(x, y, 180, 110, "#a67c4d", 4)
            colour = _GOODS[(row * 4 + n) % 7]
            for i in range(5):
                b.round(x + 24 + i * 33, y + 16, 24, colour)
            b.box(x + 40, y + 52, 100, 40, "#f7f3ea", 4)
    b.tag(480, 520, text)


def flyer(b: Brush, text: str) -> None:
    """A poster with a landscape and a slogan."""
    b.room("#d9d5cd", "#9c8f7c", 520)
    b.box(230, 30, 500, 500, "#fdfbf5", 2, "#9c8f7c")
    b.box(250, 50, 460, 260, "#9cc7dd")
    b.round(610, 110, 34, "#f4d160")
    b.shape([(250, 310), (360, 150), (470, 310)], "#5e8b6f")
    b.shape([(400, 310), (540, 120), (710, 310)], "#4b7560")
    b.box(250, 290, 460, 20, "#6fa3bb")
    b.words(480, 370, text, 32, "#b3271c")
    for y in (420, 450, 480):
        b.box(290, y, b.dice.randrange(260, 380), 12, "#cfc8bb", 4)


def hall(b: Brush, text: str) -> None:
    """A dim room with a screen, sofas and lights."""
    b.room("#2c2440", "#1e1a2b", 440)
    b.box(300, 70, 360, 200, "#0e1a2e", 6, "#7a68b5")
    b.round(480, 170, 62, "#513f86")
    for n, x in enumerate(range(90, 900, 130)):
        b.round(x, 40, 14, ("#e66f8f", "#69c3d9", "#f0c35a")[n % 3])
    for x in (80, 620):
        b.box(x, 360, 260, 110, "#6d2f4b", 20)
        b.box(x + 10, 320, 240, 70, "#823a5a", 18)
    b.box(380, 400, 200, 60, "#b9a98f", 6)
    for x in (410, 450, 500, 540):
        b.box(x, 366, 16, 36, "#7fb069", 4)
    b.tag(480, 530, text)


def quarry(b: Brush, text: str) -> None:
    """Benches of a quarry with an excavator."""
    b.sky("#d6e2ea", "#b3a78f", 420)
    for n, colour in enumerate(("#a39478", "#b3a487", "#c2b397", "#d0c2a8")):
        y = 140 + n * 82
        b.shape([(60 + n * 30, y + 82), (120 + n * 40, y), (930, y), (960, y + 82)], colour)
    b.box(180, 400, 150, 70, "#d9a02f", 8)
    b.box(240, 350, 80, 60, "#e0ad45", 6)
    b.line([(200, 400), (120, 320), (70, 430)], "#d9a02f", 16)
    b.shape([(50, 430), (100, 430), (92, 474), (58, 468)], "#5c5a52")
    b.box(160, 470, 200, 40, "#3d3f40", 20)
    b.tag(640, 520, text)


def cartons(b: Brush, text: str) -> None:
    """Cartons piled in a storeroom."""
    b.room("#d3cdc0", "#8f8878", 450)
    for row in range(4):
        for n in range(6 - row):
            x, y = 130 + n * 112 + row * 50, 370 - row * 92
            b.box(x, y, 106, 88, b.dice.choice(("#c89a62", "#bd8f57", "#d2a66f")), 2, "#8f6a3d")
            b.box(x + 44, y, 18, 88, "#e3cfa8")
            b.round(x + 26, y + 60, 12, "#b93226")
    b.tag(480, 520, text)


def extinguisher(b: Brush, text: str) -> None:
    """A blocked exit in a works hall: barrels before the door, a cable along the wall."""
    b.room("#dcdcd4", "#a3a39a", 430)
    b.box(380, 110, 200, 320, "#5c7f73", 4, "#3b544c")
    b.box(410, 60, 140, 40, "#2f8a57", 4)
    b.words(480, 80, "安全出口", 24, "#ffffff")
    for x in (330, 420, 510, 600):
        b.box(x, 330, 80, 130, b.dice.choice(("#46698c", "#8c5a46", "#6a7078")), 14)
        b.box(x, 370, 80, 8, "#2d3338")
    b.box(140, 240, 44, 150, "#c3392d", 16)
    b.line([(0, 150), (200, 176), (330, 140), (620, 190), (960, 150)], "#2d3338", 5)
    b.tag(480, 530, text)


def truck(b: Brush, text: str) -> None:
    """A lorry at the roadside, its number in the label."""
    b.sky("#cfdfe9", "#7f8a74", 380)
    b.box(0, 420, WIDTH, 168, "#5d6266")
    for x in range(40, 960, 160):
        b.box(x, 516, 90, 8, "#e7e3d4")
    b.box(150, 180, 480, 220, b.dice.choice(("#7a8f5a", "#5f7f97", "#97795f")), 4)
    for x in range(190, 620, 60):
        b.box(x, 190, 6, 200, "#4d5a3b")
    b.shape([(650, 230), (760, 230), (820, 310), (820, 420), (650, 420)], "#c14f3d")
    b.shape([(690, 250), (752, 250), (792, 310), (690, 310)], "#cfe3ec")
    b.box(140, 396, 690, 26, "#34393e")
    for x in (230, 310, 540, 740):
        b.wheel(x, 436, 40)
    b.tag(480, 545, text)


def minibus(b: Brush, text: str) -> None:
    """A minibus that has stopped, people beside it."""
    b.sky("#d4e2ea", "#8e947f", 390)
    b.box(0, 430, WIDTH, 158, "#63686c")
    b.box(200, 210, 500, 200, "#dfe4e7", 30, "#8b969c")
    for x in range(230, 640, 104):
        b.box(x, 236, 86, 70, "#7d9db0", 8)
    b.box(200, 330, 500, 22, "#3f78a8")
    b.wheel(300, 420, 42)
    b.wheel(610, 420, 42)
    for n, x in enumerate((756, 806, 856)):
        b.round(x, 300, 18, "#d8ac8a")
        b.box(x - 20, 318, 40, 80, _GOODS[n], 12)
        b.box(x - 16, 398, 32, 60, "#3a424a", 6)
    b.tag(450, 540, text)


def building_site(b: Brush, text: str) -> None:
    """A shell of a building, a crane above it."""
    b.sky("#d2e1ec", "#b09c7d", 450)
    b.line([(700, 470), (700, 60)], "#d39b2c", 14)
    b.line([(480, 84), (900, 84)], "#d39b2c", 10)
    b.line([(700, 40), (520, 84)], "#d39b2c", 4)
    b.line([(560, 84), (560, 190)], "#4d4d4d", 3)
    for floor in range(4):
        y = 140 + floor * 80
        b.box(150, y, 420, 12, "#8d9296")
        for x in range(160, 570, 80):
            b.box(x, y + 12, 16, 68, "#a4a9ad")
    b.box(150, 460, 420, 14, "#8d9296")
    b.box(0, 474, WIDTH, 40, "#4f9a84")
    b.tag(480, 550, text)


def cylinders(b: Brush, text: str) -> None:
    """Gas bottles in a shed."""
    b.room("#d8cbb4", "#94887a", 440)
    b.box(90, 60, 780, 40, "#7d6a52")
    for row, y in enumerate((230, 300)):
        for n in range(8):
            x = 110 + n * 94 + row * 30
            b.box(x, y, 70, 160, ("#5e7f9b", "#6d8ea8")[row], 22)
            b.box(x + 24, y - 26, 22, 30, "#8a8f93", 4)
    b.tag(480, 530, text)


def lobby(b: Brush, text: str) -> None:
    """A lift lobby with advertisement frames."""
    b.room("#e6e1d6", "#bdb4a4", 470)
    for x in (330, 500):
        b.box(x, 120, 140, 350, "#aab2b7", 2, "#7c868c")
        b.line([(x + 70, 120), (x + 70, 470)], "#7c868c", 3)
    for n, x in enumerate((110, 720)):
        b.box(x, 130, 150, 220, "#33383d", 4)
        b.box(x + 12, 142, 126, 196, _GOODS[n + 1])
        b.words(x + 75, 220, "广告", 34, "#ffffff")
    b.tag(480, 530, text)


def drain(b: Brush, text: str) -> None:
    """A manhole in a courtyard with a hose leading into it."""
    b.sky("#d9e2e3", "#a5a49c", 240)
    b.box(60, 90, 840, 170, "#c8c1b1")
    for x in range(110, 860, 150):
        b.box(x, 130, 80, 80, "#8ea4ae", 4)
    b.round(520, 430, 120, "#575d60", 0.5)
    b.round(520, 426, 96, "#2e3336", 0.5)
    b.line([(120, 280), (260, 340), (360, 330), (470, 410)], "#3f7d5c", 20)
    b.round(520, 436, 64, "#7d7a5f", 0.4)
    b.tag(480, 550, text)


def street(b: Brush, text: str) -> None:
    """Things piled on the pavement before a shop."""
    b.sky("#d5e0e8", "#b4b1a8", 360)
    b.box(60, 80, 840, 290, "#cbbba4")
    for x in range(90, 860, 200):
        b.box(x, 150, 150, 180, "#90a8b3", 4, "#6b6256")
    b.box(0, 372, WIDTH, 14, "#8d8a80")
    for n in range(7):
        x = 140 + n * 96
        tall = b.dice.randrange(50, 120)
        b.box(x, 470 - tall, 84, tall, b.dice.choice(("#b98a5c", "#7d8b92", "#a35e4b", "#8d9a62")), 4)
    b.shape([(330, 300), (640, 300), (690, 356), (280, 356)], "#c0483a")
    b.line([(300, 356), (300, 470)], "#5b5f63", 6)
    b.line([(670, 356), (670, 470)], "#5b5f63", 6)
    b.tag(480, 535, text)


def billboard(b: Brush, text: str) -> None:
    """A large advertisement on posts beside a road."""
    b.sky("#cfe0ec", "#8a9a78", 430)
    b.box(0, 490, WIDTH, 98, "#65696c")
    for x in (260, 680):
        b.box(x, 330, 26, 170, "#7d868c")
    b.box(130, 80, 700, 260, "#2f5d8a", 4, "#1d3a57")
    b.words(480, 180, text, 44, "#ffffff")
    b.words(480, 260, "欢迎品鉴", 30, "#f3d27a")


SCENES: dict[str, Callable[[Brush, str], None]] = {
    draw.__name__: draw
    for draw in (
        chimney, outlet, monitor, workshop, paint_booth, shelf, label, fridge, kitchen, storefront, screen,
        price_tags, flyer, hall, quarry, cartons, extinguisher, truck, minibus, building_site, cylinders, lobby,
        drain, street, billboard,
    )
}  # fmt: skip
