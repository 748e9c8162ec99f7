"""Names in Han characters, which are written without spaces: place, telling part, trade and legal form are told apart."""

from __future__ import annotations

import re
from functools import cache

from prospector.identity.fold import fold

PLACES_TEXT = """北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 武汉 成都 西安 厦门 福州 青岛 大连 宁波 无锡 长沙 郑州 济南 沈阳
哈尔滨 长春 昆明 合肥 南昌 东莞 佛山 珠海 惠州 温州 常州 广东 江苏 浙江 山东 四川 湖北 湖南 河南 河北 福建 安徽 江西
陕西 山西 辽宁 吉林 黑龙江 云南 贵州 广西 海南 新疆 内蒙古 香港 澳门 台湾 台北 高雄 中国 东京 大阪 京都 名古屋 横滨 神户
浦东 福冈 北海道 九州 关西 日本"""
TRADES_TEXT = """科技 技术 电子 贸易 集团 实业 工业 投资 控股 国际 银行 保险 证券 建设 建筑 物流 食品 医药 药业 制药 汽车 机械
化学 化工 能源 电力 通信 网络 软件 传媒 文化 教育 房地产 地产 置业 酒店 航空 钢铁 重工 制作所 商事 产业 不动产 运输 仓库
电机 电气 石油 信托 生命 火灾 出版 印刷 新闻 放送 铁道 自动车 信息 管理 咨询 服务 发展 材料 设备 装备 生物 环保 商贸 进出口
服饰 家具 玩具 五金 塑料 纺织 印务 广告 旅游 餐饮 农业 水产 木业"""
LEGAL_TEXT = """株式会社 有限会社 合同会社 合资会社 合名会社 一般社団法人 一般財団法人 公益社団法人 公益財団法人 学校法人 医療法人
有限公司 股份有限公司 责任有限公司 有限责任公司 股份公司 股份 合伙企业"""
_RUNS = re.compile(r"[\u3400-\u9fff々]+|[^\u3400-\u9fff々]+")
_LEAST = 2


@cache
def places() -> tuple[str, ...]:
    """Return places that stand in front of names, folded, longest first."""
    return tuple(sorted((fold(word) for word in PLACES_TEXT.split()), key=lambda word: (-len(word), word)))


@cache
def trades() -> tuple[str, ...]:
    """Return trades that stand at the end of names, folded, longest first."""
    return tuple(sorted((fold(word) for word in TRADES_TEXT.split()), key=lambda word: (-len(word), word)))


@cache
def _legal() -> re.Pattern[str]:
    forms = "|".join(sorted((fold(word) for word in LEGAL_TEXT.split()), key=lambda word: (-len(word), word)))
    return re.compile(f"^(?:{forms})|(?:{forms})$")


def parts(word: str) -> list[str]:
    """Return the parts of one folded word: place and trades apart, Latin letters apart from Han, legal forms last."""
    if word.isascii():
        return [word]
    forms: list[str] = []
    bare = word
    while (found := _legal().search(bare)) and found[0] != bare:
        forms.insert(0, found[0])
        bare = bare[: found.start()] + bare[found.end() :]
    cut: list[str] = []
    for run in _RUNS.findall(bare):
        cut.extend(_cut(run) if "\u3400" <= run[0] <= "\u9fff" else [run])
    return [*cut, *forms]


def _cut(run: str) -> list[str]:
    before: list[str] = []
    after: list[str] = []
    while place := next((one for one in places() if run.startswith(one) and len(run) - len(one) >= _LEAST), ""):
        before.append(place)
        run = run[len(place) :].removeprefix("市" if len(run) > len(place) + _LEAST else "\0")
    while trade := next((one for one in trades() if run.endswith(one) and len(run) > len(one)), ""):
        after.insert(0, trade)
        run = run[: -len(trade)]
    return [*before, run, *after]
